using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class DueRuleParsingTests
{
    [InlineData("03-31")]
    [InlineData("02-29 next year")]
    [InlineData("12-31 year+2, previous working day")]
    [InlineData("end of month")]
    [InlineData("end of quarter next year")]
    [InlineData("end of year year+3, next working day")]
    [InlineData("end of q2")]
    [InlineData("10 working days after opening")]
    [InlineData("1 working day before council-decision")]
    [InlineData("0 calendar days after visit-2")]
    [InlineData("3650 calendar days before opening")]
    [InlineData("1 month after opening, next working day")]
    [InlineData("120 months after report")]
    [Theory]
    public void A_canonical_rule_prints_as_it_was_read(string text) => Assert.Equal(text, DueRule.Parse(text).ToString());

    [InlineData("  03-31   NEXT  Year ,  Next working DAY ", "03-31 next year, next working day")]
    [InlineData("03-31 year+1", "03-31 next year")]
    [InlineData("End of Q4", "end of q4")]
    [InlineData("1 working days after Opening", "1 working day after opening")]
    [InlineData("010 working day after opening", "10 working days after opening")]
    [InlineData("0 calendar days before report", "0 calendar days after report")]
    [Theory]
    public void Other_ways_to_write_a_rule_come_to_the_canonical_one(string text, string canonical)
    {
        Assert.Equal(canonical, DueRule.Parse(text).ToString());
        Assert.Equal(DueRule.Parse(canonical), DueRule.Parse(text));
    }

    [InlineData("", "The rule is empty: write a day such as \"03-31\", a period such as \"end of quarter\", or a distance such as \"10 working days after opening\".")]
    [InlineData("soon", "\"soon\" is no due rule: write a day such as \"03-31\", a period such as \"end of quarter\", or a distance such as \"10 working days after opening\".")]
    [InlineData("02-30", "February has at most 29 days: write \"02-28\" or \"end of month\".")]
    [InlineData("04-31", "April has at most 30 days: write a day from \"04-01\" to \"04-30\".")]
    [InlineData("04-00", "April has at most 30 days: write a day from \"04-01\" to \"04-30\".")]
    [InlineData("31-03", "There is no month 31: write the month first, from 01 to 12, such as \"03-31\".")]
    [InlineData("3-31", "\"3-31\" is not a day: write month and day with two digits each, such as \"03-31\".")]
    [InlineData("2026-03-31", "\"2026-03-31\" is not a day: write month and day with two digits each, such as \"03-31\".")]
    [InlineData("03-31 last year", "\"last year\" is no year: write \"next year\", \"year+2\" up to \"year+10\", or nothing for the cycle's year.")]
    [InlineData("03-31 year+11", "\"year+11\" is no year: write \"next year\", \"year+2\" up to \"year+10\", or nothing for the cycle's year.")]
    [InlineData("03-31 year+0", "\"year+0\" is no year: write \"next year\", \"year+2\" up to \"year+10\", or nothing for the cycle's year.")]
    [InlineData("end of q5", "\"q5\" has no end here: write \"end of month\", \"end of quarter\", \"end of year\" or \"end of q1\" to \"end of q4\".")]
    [InlineData("10 days after opening", "Which days? Write \"working days\" or \"calendar days\".")]
    [InlineData("3651 working days after opening", "\"3651\" cannot be counted here: write a whole number from 1 to 3650.")]
    [InlineData("99999999999 calendar days after opening", "\"99999999999\" cannot be counted here: write a whole number from 0 to 3650.")]
    [InlineData("-3 working days after opening", "\"-3\" cannot be counted here: write a whole number from 1 to 3650.")]
    [InlineData("0 working days after opening", "\"0\" cannot be counted here: write a whole number from 1 to 3650, or \"0 calendar days after\" for the day itself.")]
    [InlineData("121 months after opening", "\"121\" cannot be counted here: write a whole number from 1 to 120.")]
    [InlineData("2 months before opening", "Months are only counted forward: write \"after\", or count back in calendar days.")]
    [InlineData("2 working days from opening", "\"from\" is no direction: write \"after\" or \"before\".")]
    [InlineData("2 working days after", "From when? Write \"opening\" or the id of a step after the direction.")]
    [InlineData("2 working days after the opening", "\"the opening\" is no step id: write \"opening\" or an id of letters a to z, digits and hyphens.")]
    [InlineData("2 working days after отчет", "\"отчет\" is no step id: write \"opening\" or an id of letters a to z, digits and hyphens.")]
    [InlineData("03-31, monday", "\"monday\" says nothing after the comma: write \"next working day\" or \"previous working day\".")]
    [InlineData("03-31,", "\"\" says nothing after the comma: write \"next working day\" or \"previous working day\".")]
    [InlineData("03-31, next working day, please", "There is more than one comma: write at most one, before \"next working day\" or \"previous working day\".")]
    [Theory]
    public void An_error_says_what_to_write_instead(string text, string expected)
    {
        Assert.False(DueRule.TryParse(text, out var rule, out var error));
        Assert.Null(rule);
        Assert.Equal(expected, error);
        Assert.Equal(expected, Assert.Throws<FormatException>(() => DueRule.Parse(text)).Message);
    }

    [InlineData("5 working days after council-decision", "council-decision")]
    [InlineData("5 calendar days before report", "report")]
    [InlineData("5 months after report", "report")]
    [InlineData("5 working days after opening", null)]
    [InlineData("end of month", null)]
    [InlineData("03-31", null)]
    [Theory]
    public void The_anchor_step_is_the_step_the_rule_names(string text, string? step) => Assert.Equal(step, DueRule.Parse(text).AnchorStep);

    [Fact]
    public void A_printed_rule_reads_as_the_same_rule() =>
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var rule = DueRule.Parse(text);
            return rule.ToString() == text && DueRule.Parse(rule.ToString()) == rule;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_breaks_the_parser() =>
        Prop.ForAll<string?>(text => text is null || DueRule.TryParse(text, out _, out var error) || error.EndsWith('.'))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void In_json_a_rule_is_its_text()
    {
        var rule = DueRule.Parse("03-31 next year, next working day");

        Assert.Equal("\"03-31 next year, next working day\"", JsonSerializer.Serialize(rule));
        Assert.Equal(rule, JsonSerializer.Deserialize<DueRule>("\"03-31 next year, next working day\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DueRule>("\"soon\""));
    }

    /// <summary>Canonical rules of every shape, built apart from the printer.</summary>
    internal static Gen<string> Texts { get; } =
        from moment in Gen.OneOf(Days, Ends, Distances)
        from shift in Gen.Elements("", ", next working day", ", previous working day")
        select moment + shift;

    private static Gen<string> Years => Gen.Elements("", " next year", " year+2", " year+10");

    private static Gen<string> Days =>
        from day in Gen.Choose(0, 365)
        from year in Years
        select new DateOnly(2000, 1, 1).AddDays(day).ToString("MM-dd") + year;

    private static Gen<string> Ends =>
        from period in Gen.Elements("month", "quarter", "year", "q1", "q2", "q3", "q4")
        from year in Years
        select $"end of {period}{year}";

    private static Gen<string> Distances =>
        from unit in Gen.Elements("working days", "calendar days", "months")
        from count in Gen.Choose(2, unit == "months" ? 120 : 1000)
        from way in unit == "months" ? Gen.Constant("after") : Gen.Elements("after", "before")
        from anchor in Gen.Elements("opening", "report", "council-decision-2")
        select $"{count} {unit} {way} {anchor}";
}
