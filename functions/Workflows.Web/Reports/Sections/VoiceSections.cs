using Workflows.Core.History;
using Workflows.Core.Reports;

namespace Workflows.Web.Reports.Sections;

/// <summary>What people said, proposed and decided.</summary>
internal static class VoiceSections
{
    public static IEnumerable<Block> Remarks(YearFacts facts, Words words) =>
    [
        new Block.Heading(1, words.T("Chapter_Remarks")),
        .. Enum.GetValues<Telling>().SelectMany(telling => Remarks(facts, words, telling, 2)),
    ];

    public static IEnumerable<Block> Remarks(YearFacts facts, Words words, Telling telling, int level)
    {
        yield return new Block.Heading(level, words.T($"Section_{telling}"));
        yield return Quotes(words.T($"Caption_{telling}", facts.Year), [.. facts.Remarks.Where(r => r.Telling == telling)], words);
    }

    internal static Block Quotes(string caption, IReadOnlyList<Remark> remarks, Words words) => words.TableOr("None_Remarks", new(
        caption,
        [words.Head("Institution", 5), words.Head("Step", 5), words.Head("Question", 5), words.Head("Said", 7), words.Head("Date")],
        [.. remarks.Select(r => (IReadOnlyList<TableCell>)[words.T(r.ByName), words.T(r.Step), words.T(r.About), r.Text, r.On])]));

    public static IEnumerable<Block> Recommendations(IReadOnlyList<RecommendationFact> all, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Recommendations"));
        yield return new Block.Heading(2, words.T("Section_Recommendations_Open"));
        yield return Table("Caption_Recommendations_Open", [.. all.Where(r => r.Fate is null)], words);
        yield return new Block.Heading(2, words.T("Section_Recommendations_Closed"));
        yield return Table("Caption_Recommendations_Closed", [.. all.Where(r => r.Fate is not null)], words);
    }

    public static IEnumerable<Block> Decisions(IReadOnlyList<DecisionFact> decisions, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Decisions"));
        yield return words.TableOr("None_Decisions", new(
            words.T("Caption_Decisions"),
            [words.Head("Date"), words.Head("Number", 2), words.Head("Body", 3), words.Head("About", 7), words.Head("Outcome"), words.Head("Text", 5)],
            [.. decisions.Select(d => (IReadOnlyList<TableCell>)
                [d.Date, d.Number, words.T(d.Body), d.On.Count == 0 ? words.T(d.Step) : words.Joined(d.On), words.T($"Decision_{d.Outcome}"), d.Text])]));
    }

    public static IEnumerable<Block> Opinions(IReadOnlyList<OpinionFact> opinions, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Opinions"));
        yield return words.TableOr("None_Opinions", new(
            words.T("Caption_Opinions"),
            [words.Head("Date"), words.Head("Institution", 5), words.Head("Step", 6), words.Head("Verdict"), words.Head("Text", 6)],
            [.. opinions.Select(o => (IReadOnlyList<TableCell>)[o.On, words.T(o.By), words.T(o.Step), words.T($"Verdict_{o.Verdict}"), o.Text])]));
    }

    public static IEnumerable<Block> Amendments(IReadOnlyList<StrategyVersion> versions, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Amendments"));
        yield return words.TableOr("None_Amendments", new(
            words.T("Caption_Amendments"),
            [words.Number("Version"), words.Head("Date"), words.Head("Reason", 7), words.Head("Decision")],
            [.. versions.Select(v => (IReadOnlyList<TableCell>)[v.Number, v.On, v.Reason, v.Decision])]));
    }

    private static Block Table(string caption, IReadOnlyList<RecommendationFact> recommendations, Words words) => words.TableOr("None_Recommendations", new(
        words.T(caption),
        [words.Head("Year", 2), words.Head("Origin", 5), words.Head("Level"), words.Head("Change", 6), words.Head("Reason", 6), words.Head("Fate"), words.Head("Decision", 2)],
        [.. recommendations.Select(r => (IReadOnlyList<TableCell>)
        [
            $"{r.Year}", words.T(r.By), words.T("Coded", words.T(r.Level), r.Target), r.Change, r.Reason, r.Fate is { } fate ? words.T($"Fate_{fate}") : words.T("Fate_Open"), r.Decision,
        ])]));
}
