using System.Collections;
using System.Resources;
using System.Text.RegularExpressions;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed partial class CalendarTextTests
{
    private static readonly Dictionary<string, string> Bg = Read("bg");
    private static readonly Dictionary<string, string> En = Read("en");

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        Assert.NotEmpty(Bg);
        Assert.Equal(Bg.Keys.Order(StringComparer.Ordinal), En.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_languages_say_something_and_use_the_same_arguments() =>
        Assert.All(Bg, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Value));
            Assert.False(string.IsNullOrWhiteSpace(En[text.Key]));
            Assert.Equal(Arguments(text.Value), Arguments(En[text.Key]));
        });

    private static string[] Arguments(string text) =>
        [.. Argument().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Read(string language)
    {
        var name = $"Workflows.Core.Calendar.CalendarText.{language}.resources";
        using var reader = new ResourceReader(typeof(WorkingCalendar).Assembly.GetManifestResourceStream(name)!);
        return reader.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Argument();
}
