using System.Globalization;
using Workflows.Core;
using Workflows.Core.Calendar;

namespace Workflows.Web.Files;

/// <summary>The values that a single text may stand for.</summary>
internal sealed partial class YamlItem
{
    private const string IdRule = "use 1 to 120 of a-z, 0-9, '-', '.', '~', beginning with a letter or digit";

    private static readonly DueRule SomeRule = DueRule.Parse("12-31");

    /// <summary>A text of one line.</summary>
    public string Line(string example = "a text")
    {
        var text = Text(example);
        if (text.Contains('\n'))
        {
            Fault("this must be on one line: remove the line breaks");
        }

        return text;
    }

    /// <summary>A text, perhaps of several lines, never empty.</summary>
    public string Text(string example = "a text")
    {
        if (Expect<YamlNode.Scalar>("a text", example) is not { } scalar)
        {
            return "";
        }

        var text = scalar.Text.Trim();
        if (text.Length == 0)
        {
            Fault($"'{Key}' is empty: write {example}");
        }
        else if (text.Any(IsDirection))
        {
            Fault("an invisible sign that changes the direction of writing stands in this text: remove it; Hebrew and Arabic need none");
        }
        else if (text.Any(c => (char.IsControl(c) && c != '\n') || c is '\uFEFF' or '\uFFFD'))
        {
            Fault("an invisible control sign stands in this text: type the text anew");
        }

        return text;
    }

    public LocalText Local() => Map("{bg: …, en: …}", map => new LocalText(map.Required("bg").Text(), map.Required("en").Text()));

    /// <summary>Both languages, each on one line.</summary>
    public LocalText LocalLine() => Map("{bg: …, en: …}", map => new LocalText(map.Required("bg").Line(), map.Required("en").Line()));

    public TId Id<TId>(string example = "an-id")
        where TId : struct, IId<TId>
    {
        if (Expect<YamlNode.Scalar>("an id", example) is not { } scalar)
        {
            return TId.Create("");
        }

        if (Workflows.Core.Id.TryParse<TId>(scalar.Text, out var id))
        {
            return id;
        }

        Fault($"'{YamlMap.Quote(scalar.Text)}' is not an id: {IdRule}{Slug(scalar.Text)}");
        return TId.Create(scalar.Text);
    }

    /// <summary>An id that the model keeps as text.</summary>
    public string Name(string example = "an-id") => Id<StepId>(example).Value;

    public int Whole(int least, int most, int example)
    {
        if (Expect<YamlNode.Scalar>("a whole number", Invariant(example)) is not { } scalar)
        {
            return example;
        }

        if (scalar.Plain && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Fault($"'{YamlMap.Quote(scalar.Text)}' is not a whole number from {least} to {most}: write one without quotes, such as {example}");
        return example;
    }

    public decimal Number()
    {
        if (Expect<YamlNode.Scalar>("a number", "42") is not { } scalar)
        {
            return 0;
        }

        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (scalar.Plain && decimal.TryParse(scalar.Text, Styles, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault($"'{YamlMap.Quote(scalar.Text)}' is not a number: write one such as 42 or 3.5, with a point and without quotes or spaces");
        return 0;
    }

    public bool YesOrNo()
    {
        if (Expect<YamlNode.Scalar>("true or false", "true") is { } scalar && !(scalar.Plain && scalar.Text is "true" or "false"))
        {
            Fault($"'{YamlMap.Quote(scalar.Text)}' is neither true nor false: write true or false, without quotes");
        }

        return _node is YamlNode.Scalar { Text: "true" };
    }

    /// <summary>One of an enumeration's values, written in small letters with hyphens.</summary>
    public T OneOf<T>()
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(Word);
        var example = string.Join(" or ", words.Keys);
        if (Expect<YamlNode.Scalar>("one word", example) is not { } scalar)
        {
            return default;
        }

        if (words.TryGetValue(scalar.Text, out var value))
        {
            return value;
        }

        var meant = Nearest.To(scalar.Text, words.Keys) is { } near ? $"did you mean '{near}'? The words are" : "write one of";
        Fault($"'{YamlMap.Quote(scalar.Text)}' is not known here: {meant} {string.Join(", ", words.Keys)}");
        return default;
    }

    public DateOnly Date()
    {
        if (Expect<YamlNode.Scalar>("a date", "2018-03-02") is not { } scalar)
        {
            return default;
        }

        if (DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Fault($"'{YamlMap.Quote(scalar.Text)}' is not a day of the calendar: write year, month and day, such as 2018-03-02");
        return default;
    }

    public DueRule Rule(string example = "20 working days after opening")
    {
        if (Expect<YamlNode.Scalar>("a due rule", example) is not { } scalar)
        {
            return SomeRule;
        }

        if (DueRule.TryParse(scalar.Text, out var rule, out var error))
        {
            return rule;
        }

        Fault(error);
        return SomeRule;
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, index) => (index > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));

    /// <summary>The nearest id, where the text has anything an id can keep.</summary>
    private static string Slug(string text)
    {
        var slug = string.Concat(text.Trim().ToLowerInvariant().Select(c => c is ' ' or '_' or '/' ? '-' : c));
        return Workflows.Core.Id.IsValid(slug) ? $", such as {slug}" : "";
    }

    /// <summary>Signs that reorder what stands around them, so that a name is not what it seems.</summary>
    private static bool IsDirection(char c) =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
