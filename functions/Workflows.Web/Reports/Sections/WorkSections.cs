using Workflows.Core.Reports;

namespace Workflows.Web.Reports.Sections;

/// <summary>What was done: by institution, by step, in meetings and on visits.</summary>
internal static class WorkSections
{
    public static IEnumerable<Block> Done(YearFacts facts, Words words) =>
    [
        .. Institutions(facts, words),
        .. facts.Tasks.GroupBy(t => (t.Workflow, t.WorkflowTitle)).SelectMany(w => Tasks(w.Key.WorkflowTitle.In(words.Language), [.. w], words)),
    ];

    public static IEnumerable<Block> Institutions(YearFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Done"));
        yield return new Block.Heading(2, words.T("Section_Institutions"));
        yield return words.TableOr("None_Tasks", new(
            words.T("Caption_Institutions", facts.Year),
            [words.Head("Institution", 7), words.Number("All"), words.Number("InTime"), words.Number("Late"), words.Number("Overdue"), words.Number("Open"), words.Number("Waived"), words.Number("Lapsed")],
            [.. facts.Institutions.Select(i => Row(words.T(i.Name), i.Tasks))],
            Row(words.T("Total"), facts.Tally)));
    }

    public static IEnumerable<Block> Gatherings(YearFacts facts, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Gatherings"));
        yield return new Block.Heading(2, words.T("Section_Meetings"));
        foreach (var balance in facts.MeetingBalances)
            yield return new Block.Paragraph(words.T("Meetings_Balance", words.T(balance.WorkflowTitle), balance.Held, balance.Minimum, balance.Waived));
        yield return words.TableOr("None_Meetings", new(
            words.T("Caption_Meetings", facts.Year),
            [words.Head("Date"), words.Head("Occasion", 3), words.Head("Place", 3), words.Head("Present", 6), words.Number("People"), words.Head("Minutes", 3)],
            [.. facts.Meetings.Select(m => (IReadOnlyList<TableCell>)
            [
                m.Date, words.T(m.Occasion), m.Place, string.Join("; ", m.Present.Select(p => words.T("Present_Group", words.T(p.Group), p.People))), m.People, m.Minutes.Name,
            ])]));
        yield return new Block.Heading(2, words.T("Section_Visits"));
        yield return words.TableOr("None_Visits", new(
            words.T("Caption_Visits", facts.Year),
            [words.Head("Date"), words.Head("Service", 3), words.Head("Provider", 3), words.Head("Findings", 7), words.Head("Report", 3)],
            [.. facts.Visits.Select(v => (IReadOnlyList<TableCell>)[v.Date, words.T(v.ServiceName), words.T(v.Provider), v.Findings, v.Report.Name])]));
    }

    private static IEnumerable<Block> Tasks(string workflow, IReadOnlyList<TaskFact> tasks, Words words)
    {
        yield return new Block.Heading(2, words.T("Section_Tasks", workflow));
        yield return new Block.Table(
            words.T("Caption_Tasks", workflow),
            [words.Head("Step", 7), words.Head("Institution", 6), words.Head("Assigned"), words.Head("Due"), words.Head("Answered"), words.Head("Outcome")],
            [.. tasks.Select(t => (IReadOnlyList<TableCell>)[StepOf(t, words), words.T(t.OwnerName), t.AssignedOn, t.Due, t.AnsweredOn, words.T($"Outcome_{t.Outcome}")])]);
    }

    internal static string StepOf(TaskFact task, Words words)
    {
        var step = task.Service is { } service ? words.T("Step_Service", words.T(task.Step), words.T(service)) : words.T(task.Step);
        return task.Round > 1 ? words.T("Step_Round", step, task.Round) : step;
    }

    private static IReadOnlyList<TableCell> Row(string name, TaskTally t) => [name, t.All, t.InTime, t.Late, t.Overdue, t.Open, t.Waived, t.Lapsed];
}
