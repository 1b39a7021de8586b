using System.Collections;
using System.Resources;
using System.Text.RegularExpressions;
using Workflows.Web.Pages;

namespace Workflows.Web.Tests;

/// <summary>The words of pages, found in the program so that no feature can be forgotten.</summary>
public sealed partial class PageTextTests
{
    public static TheoryData<string> Features { get; } =
        [.. typeof(Texts).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Workflows.Web.Pages.", StringComparison.Ordinal) && n.EndsWith(".bg.resources", StringComparison.Ordinal)).Select(n => n[..^".bg.resources".Length])];

    [Theory]
    [MemberData(nameof(Features))]
    public void Both_languages_say_the_same(string feature)
    {
        var (bg, en) = (Read(feature, "bg"), Read(feature, "en"));
        Assert.NotEmpty(bg);
        Assert.Equal(bg.Keys.Order(StringComparer.Ordinal), en.Keys.Order(StringComparer.Ordinal));
        Assert.All(bg, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Value));
            Assert.Equal(Arguments(text.Value), Arguments(en[text.Key]));
            Assert.DoesNotMatch("[\u0400-\u04ff]", en[text.Key]);
        });
    }

    [Theory]
    [MemberData(nameof(Features))]
    public void Every_key_that_a_page_names_is_there(string feature)
    {
        var known = Read(feature, "bg");
        var text = feature[(feature.LastIndexOf('.') + 1)..];
        var sources = Directory.GetFiles(Path.Combine(Repository.Root, "functions", "Workflows.Web", "Pages"), "*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Where(s => s.Contains(text, StringComparison.Ordinal));
        var named = sources.SelectMany(s => Named(text).Matches(s)).Select(m => m.Groups["key"].Value).ToHashSet();
        Assert.NotEmpty(known);
        Assert.Empty(named.Except(known.Keys));
    }

    private static string[] Arguments(string text) => [.. Argument().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal)];

    private static Regex Named(string text) => new($"""(?:(?<![\w.])T\(|In<{text}>\([^"()]*, )"(?<key>\w+)"[,)]""", RegexOptions.ExplicitCapture);

    private static Dictionary<string, string> Read(string feature, string language)
    {
        using var reader = new ResourceReader(typeof(Texts).Assembly.GetManifestResourceStream($"{feature}.{language}.resources")!);
        return reader.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Argument();
}
