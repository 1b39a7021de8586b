using Workflows.Core.Indicators;
using Workflows.Core.Reports;

namespace Workflows.Web.Reports.Sections;

/// <summary>What came late, did not come, or came without a number; and what was corrected.</summary>
internal static class GapSections
{
    public static IEnumerable<Block> Of(YearFacts facts, Words words) =>
    [
        new Block.Heading(1, words.T("Chapter_Gaps")),
        .. Late(facts, words, 2),
        .. Missing(facts, words),
        .. Corrected(facts, words),
    ];

    public static IEnumerable<Block> Late(YearFacts facts, Words words, int level)
    {
        yield return new Block.Heading(level, words.T("Section_Late"));
        yield return words.TableOr("None_Late", new(
            words.T("Caption_Late", facts.Year),
            [words.Head("Step", 7), words.Head("Institution", 6), words.Head("Due"), words.Head("Answered"), words.Head("Outcome"), words.Head("Reason", 5)],
            [.. facts.Tasks.Where(t => t.Outcome is not (TaskOutcome.InTime or TaskOutcome.Open)).Select(t => (IReadOnlyList<TableCell>)
                [WorkSections.StepOf(t, words), words.T(t.OwnerName), t.Due, t.AnsweredOn, words.T($"Outcome_{t.Outcome}"), t.Reason])]));
    }

    private static IEnumerable<Block> Missing(YearFacts facts, Words words)
    {
        yield return new Block.Heading(2, words.T("Section_Missing"));
        yield return words.TableOr("None_Missing", new(
            words.T("Caption_Missing", facts.Year),
            [words.Head("Indicator", 6), words.Head("Source", 5), words.Number("Values"), words.Head("Cells", 6), words.Head("Why", 3)],
            [.. facts.Asked.Missing.GroupBy(m => (m.Indicator.Id, m.Source, Why: words.WhyNone(m.Reading))).Select(g => (IReadOnlyList<TableCell>)
            [
                words.T("Coded", g.First().Indicator.Code, words.T(g.First().Indicator.Name)),
                words.T(g.First().SourceName),
                g.Count(),
                string.Join(", ", g.Select(m => m.Part is { } part ? words.T(part) : words.T("Total_Small"))),
                g.Key.Why,
            ])],
            [words.T("Total"), TableCell.Empty, facts.Asked.Missing.Count, TableCell.Empty, TableCell.Empty]));
    }

    private static IEnumerable<Block> Corrected(YearFacts facts, Words words)
    {
        if (facts.Corrections.Count == 0)
            yield break;
        var dimensions = facts.Strategy.Dimensions.ToDictionary(d => d.Id);
        yield return new Block.Heading(2, words.T("Section_Corrections"));
        yield return new Block.Table(
            words.T("Caption_Corrections", facts.Year),
            [words.Head("Indicator", 6), words.Head("Cell", 3), words.Number("Before"), words.Number("After"), words.Head("Date"), words.Head("Reason", 5), words.Head("Touched", 2)],
            [.. facts.Corrections.Select(c => (IReadOnlyList<TableCell>)
            [
                words.T("Coded", c.After.Definition.Code, words.T(c.After.Definition.Name)),
                c.Point.IsBaseline ? words.T("Cell_Baseline", CellOf(c)) : CellOf(c),
                c.Before.Reading.Value,
                c.After.Reading.Value,
                c.After.From.On,
                c.After.From.Reason,
                string.Join(", ", c.Touched.Select(id => facts.Strategy.Indicators.First(i => i.Id == id).Code)),
            ])]);

        string CellOf(Correction c) =>
            c.Cell.Dimension is { } d && dimensions.GetValueOrDefault(d)?.Parts.FirstOrDefault(p => p.Id == c.Cell.Part) is { } part
                ? words.T(part.Name)
                : words.T("Total_Small");
    }
}
