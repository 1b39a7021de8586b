using System.Text.RegularExpressions;
using Workflows.Contracts;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Reports;
using Workflows.Web.Reports;

namespace Workflows.Web.Tests.Reports;

public sealed partial class ReportTextTests() : TextsContract(typeof(ReportText))
{
    private static readonly string[] Sources =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "functions", "Workflows.Web", "Reports"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)];

    [Fact]
    public void Every_word_that_a_section_asks_for_is_there()
    {
        var named = Sources.SelectMany(s => Key().Matches(s)).Select(m => m.Groups["key"].Value)
            .Concat(Sources.SelectMany(s => Head().Matches(s)).Select(m => $"Head_{m.Groups["key"].Value}"))
            .Concat(Enum.GetNames<TaskOutcome>().Select(n => $"Outcome_{n}"))
            .Concat(Enum.GetNames<Standing>().Select(n => $"Standing_{n}"))
            .Concat(Enum.GetNames<DecisionOutcome>().Select(n => $"Decision_{n}"))
            .Concat(Enum.GetNames<OpinionVerdict>().Select(n => $"Verdict_{n}"))
            .Concat(Enum.GetNames<RecommendationFate>().Select(n => $"Fate_{n}"))
            .Concat(Enum.GetNames<Telling>().SelectMany(n => new[] { $"Section_{n}", $"Caption_{n}" }))
            .Distinct().ToList();
        Assert.True(named.Count > 150, $"{named.Count}");
        foreach (var language in Enum.GetValues<Language>())
            Assert.All(named, key => Assert.False(string.IsNullOrWhiteSpace(ReportText.In(language, key, "a", "b", "c", "d"))));
    }

    [GeneratedRegex("""(?:\bT|words\.TableOr|Row|Count|Table)\("(?<key>[A-Z]\w+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Key();

    [GeneratedRegex("""(?:Head|Number)\("(?<key>\w+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Head();
}
