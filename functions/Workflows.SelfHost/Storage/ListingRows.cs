using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Writes the rows for lists. What never changes about a row is left out of its update: an index over such columns is then not touched.
/// </summary>
internal static class ListingRows
{
    /// <param name="changes">In the order in which they came; of each row the last counts.</param>
    public static void Save(WriteContext context, IEnumerable<ListingChange> changes)
    {
        var strategies = new Dictionary<StrategyId, StrategyRow>();
        var workflows = new Dictionary<WorkflowId, WorkflowRow>();
        var tasks = new Dictionary<(WorkflowId Workflow, TaskId Id), TaskRow>();
        foreach (var change in changes)
        {
            if (change.Strategy is { } strategy)
                strategies[strategy.Id] = strategy;
            if (change.Workflow is { } workflow)
                workflows[workflow.Id] = workflow;
            foreach (var task in change.Tasks)
                tasks[(task.Workflow, task.Id)] = task;
        }

        foreach (var strategy in strategies.Values)
            Save(context.Session, strategy);
        foreach (var workflow in workflows.Values)
            Save(context, workflow);
        foreach (var ofWorkflow in tasks.Values.GroupBy(t => t.Workflow))
        {
            var stream = HeadOf(context, ofWorkflow.Key).Id;
            foreach (var task in ofWorkflow.OrderBy(t => t.Id))
                Save(context.Session, stream, task);
        }
    }

    private static void Save(Session session, StrategyRow row) =>
        session.Prepare(
            """
            INSERT INTO strategies (id, municipality, title_bg, title_en, first_year, last_year, version) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET title_bg = excluded.title_bg, title_en = excluded.title_en,
                first_year = excluded.first_year, last_year = excluded.last_year, version = excluded.version
            """)
            .With(row.Id.Value).With(row.Municipality.Value).With(row.Title.Bg).With(row.Title.En)
            .With(row.FirstYear).With(row.LastYear).With(row.Version)
            .Run();

    private static Head HeadOf(WriteContext context, WorkflowId workflow) => context.Heads.Find(context.Session, StreamId.Of(workflow))!;

    private static void Save(WriteContext context, WorkflowRow row)
    {
        var head = HeadOf(context, row.Id);
        if (row == head.Listed)
            return;
        if (head.Listed is { } listed && row == listed with { State = row.State, OpenTasks = row.OpenTasks, NextDue = row.NextDue })
        {
            context.Session.Prepare("UPDATE streams SET state = ?, open_tasks = ?, next_due = ? WHERE id = ?")
                .With(row.State).With(row.OpenTasks).With(row.NextDue?.DayNumber).With(head.Id)
                .Run();
        }
        else
        {
            context.Session.Prepare(
                """
                UPDATE streams SET strategy = ?, template = ?, template_version = ?, year = ?, title_bg = ?, title_en = ?, state = ?,
                    opened_on = ?, open_tasks = ?, next_due = ?
                WHERE id = ?
                """)
                .With(row.Strategy.Value).With(row.Template.Value).With(row.TemplateVersion)
                .With(row.Year).With(row.Title.Bg).With(row.Title.En).With(row.State).With(row.OpenedOn.DayNumber)
                .With(row.OpenTasks).With(row.NextDue?.DayNumber).With(head.Id)
                .Run();
        }

        context.Heads.Remember(StreamId.Of(row.Id), head with { Listed = row });
    }

    private static void Save(Session session, long stream, TaskRow row) =>
        session.Prepare(
            """
            INSERT INTO tasks (stream, id, step, institution, title_bg, title_en, state, open, assigned_on, due, closed)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (stream, id) DO UPDATE SET title_bg = excluded.title_bg, title_en = excluded.title_en,
                institution = excluded.institution, state = excluded.state, open = excluded.open,
                assigned_on = excluded.assigned_on, due = excluded.due, closed = excluded.closed
            """)
            .With(stream).With(row.Id.Value).With(row.Step.Value).With(row.Institution.Value)
            .With(row.Title.Bg).With(row.Title.En).With(row.State).With(row.Open ? 1 : 0)
            .With(row.AssignedOn.DayNumber).With(row.Due.DayNumber).With(row.Closed.DayNumber)
            .Run();
}
