using Workflows.Core.Reports;
using Workflows.Core.Templates;

namespace Workflows.Web.Reports.Sections;

/// <summary>The plan of a year: activities, targets, the calendar of work, and what is carried over.</summary>
internal static class PlanSections
{
    public static IEnumerable<Block> Whole(PlanFacts facts, Words words) =>
    [
        .. PlannedSection.Of(facts.Strategy, words),
        .. Targets(facts, words),
        .. Calendar(facts, words),
        .. Monitoring(facts, words),
        new Block.Heading(1, words.T("Chapter_Carried")),
        VoiceSections.Quotes(words.T("Caption_Proposal", facts.Year - 1), facts.Proposals, words),
        .. VoiceSections.Recommendations(facts.Recommendations, words),
    ];

    private static IEnumerable<Block> Targets(PlanFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Targets"));
        yield return words.TableOr("None_Targets", new(
            words.T("Caption_Targets", facts.Year),
            [words.Head("Code", 1), words.Head("Indicator", 6), words.Head("Unit", 2), words.Number("Baseline"), words.Number("Latest"), words.Head("LatestYear", 2), words.Number("Target")],
            [.. facts.Targets.Select(t => (IReadOnlyList<TableCell>)
            [
                t.Indicator.Code, words.T(t.Indicator.Name), words.T(t.Indicator.Unit), t.Baseline, t.Latest?.Value, t.Latest is { } latest ? $"{latest.Year}" : words.T("None_Latest"), t.Target,
            ])]));
    }

    private static IEnumerable<Block> Calendar(PlanFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Calendar"));
        foreach (var workflow in facts.Steps.GroupBy(s => s.Workflow))
        {
            yield return new Block.Table(
                words.T("Caption_Calendar", words.T(workflow.Key), facts.Year),
                [words.Head("Step", 5), words.Head("Owner", 4), words.Head("Due", 3)],
                [.. workflow.Select(s => (IReadOnlyList<TableCell>)[words.T(s.Title), words.Joined(s.Owners), s.Due is { } due ? due : words.T("Due_Later")])]);
        }
    }

    private static IEnumerable<Block> Monitoring(PlanFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Monitoring"));
        yield return words.TableOr("None_Monitoring", new(
            words.T("Caption_Monitoring", facts.Year),
            [words.Head("Step", 5), words.Head("What", 3), words.Number("Count"), words.Head("Due", 3)],
            [.. facts.Steps.Where(s => s.Kind is StepKind.Meeting or StepKind.Visit).Select(s => (IReadOnlyList<TableCell>)
                [words.T(s.Title), words.T(s.Kind is StepKind.Meeting ? "Work_Meeting" : "Work_Visit"), s.Times, s.Due is { } due ? due : words.T("Due_Later")])]));
        yield return words.TableOr("None_Collections", new(
            words.T("Caption_Collections", facts.Year),
            [words.Head("Step", 5), words.Head("Institution", 4), words.Number("Indicators"), words.Head("Due", 3)],
            [.. from step in facts.Steps
                from source in step.Indicators
                select (IReadOnlyList<TableCell>)[words.T(step.Title), words.T(source.Institution), source.Indicators, step.Due is { } due ? due : words.T("Due_Later")]]));
    }
}
