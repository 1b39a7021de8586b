using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Writes the rows for lists. What never changes about a row is left out of its update: an index over such columns is then not touched.
/// </summary>
internal static class ListingRows
{
    public static void Save(WriteContext context, ListingChange change)
    {
        if (change.Strategy is { } strategy)
            Save(context.Session, strategy);
        if (change.Workflow is { } workflow)
            Save(context.Session, NumberOf(context, workflow.Id, workflow.Municipality), workflow);
        foreach (var task in change.Tasks)
            Save(context.Session, NumberOf(context, task.Workflow, task.Municipality), task);
    }

    private static long NumberOf(WriteContext context, WorkflowId workflow, MunicipalityId municipality) =>
        context.Heads.Find(context.Session, StreamId.Of(workflow)) is { } head && head.Municipality == municipality
            ? head.Id
            : throw new ArgumentException($"{municipality} has no workflow {workflow} that could be listed.", nameof(workflow));

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

    private static void Save(Session session, long stream, WorkflowRow row) =>
        session.Prepare(
            """
            INSERT INTO workflows (stream, strategy, template, template_version, year, title_bg, title_en, state, opened_on, open_tasks, next_due)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (stream) DO UPDATE SET template = excluded.template, template_version = excluded.template_version,
                title_bg = excluded.title_bg, title_en = excluded.title_en, state = excluded.state, opened_on = excluded.opened_on,
                open_tasks = excluded.open_tasks, next_due = excluded.next_due
            """)
            .With(stream).With(row.Strategy.Value).With(row.Template.Value).With(row.TemplateVersion)
            .With(row.Year).With(row.Title.Bg).With(row.Title.En).With(row.State).With(row.OpenedOn.DayNumber)
            .With(row.OpenTasks).With(row.NextDue?.DayNumber)
            .Run();

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
