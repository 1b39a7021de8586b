using System.Collections;
using System.Resources;
using System.Text.RegularExpressions;

namespace Workflows.Contracts;

/// <summary>What holds for all words for people: each language has them all, and says the same of the same things.</summary>
/// <param name="beside">The class whose <c>.bg.resx</c> and <c>.en.resx</c> are meant.</param>
public abstract partial class TextsContract(Type beside)
{
    /// <summary>By key.</summary>
    protected IReadOnlyDictionary<string, string> Bg { get; } = Read(beside, "bg");

    private IReadOnlyDictionary<string, string> En { get; } = Read(beside, "en");

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

    private static Dictionary<string, string> Read(Type beside, string language)
    {
        using var reader = new ResourceReader(beside.Assembly.GetManifestResourceStream($"{beside.FullName}.{language}.resources")!);
        return reader.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Argument();
}
