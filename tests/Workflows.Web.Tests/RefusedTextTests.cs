using System.Text.RegularExpressions;
using Workflows.Core;
using Workflows.Web.Pages;
using Workflows.Web.Pages.Refused;

namespace Workflows.Web.Tests;

/// <summary>Whatever the engine refuses, a page can say in both languages. The codes are found in the engine's source, so that none is forgotten.</summary>
public sealed partial class RefusedTextTests
{
    private static readonly string[] Sources =
        [.. new[] { "Engine", "Indicators" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, "functions", "Workflows.Core", folder), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText)];

    private static readonly string[] Refused =
        [.. Sources.SelectMany(s => Code().Matches(s)).Select(m => m.Groups["code"].Value).Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string> Codes { get; } = [.. Refused];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_is_said_in_both_languages(string code)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var text = RefusedText.In(language, new(code, "in English"));
            Assert.NotEqual(RefusedText.In(language, new("no.such", "in English")), text);
            Assert.EndsWith(".", text, StringComparison.Ordinal);
            // What the sentence has a place for, the engine names.
            Assert.All(Place().Matches(text), place => Assert.Contains(Sources, s => s.Contains($"\"{place.Groups["name"].Value}\"", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void No_sentence_is_for_a_code_that_is_gone()
    {
        using var reader = new System.Resources.ResourceReader(
            typeof(Texts).Assembly.GetManifestResourceStream("Workflows.Web.Pages.Refused.RefusedText.bg.resources")!);
        var known = reader.Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key);
        Assert.Empty(known.Except(Refused).Except(["other"]));
    }

    [Fact]
    public void What_the_refusal_names_stands_in_the_sentence()
    {
        var closed = new Rejection("task.closed", "closed", new Dictionary<string, string> { ["closed"] = "2018-03-31" });
        Assert.Equal("Задачата се затвори на 31 март 2018 г. и вече не приема отговори. Поискайте от координатора нов срок.", RefusedText.In(Language.Bg, closed));
        Assert.Equal("The task closed at the end of 31 March 2018. Ask the coordinator for a new deadline.", RefusedText.In(Language.En, closed));
    }

    [GeneratedRegex("\"(?<code>[a-z][a-z-]*\\.[a-z][a-z-]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
