using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>Lists of strategies, workflows and tasks, a page at a time in the order of their ids.</summary>
public sealed class SqliteListing(SqliteDatabase database) : IListing
{
    public async ValueTask<IReadOnlyList<StrategyRow>> Strategies(StrategyQuery query, CancellationToken cancellation = default)
    {
        var filter = new Query("SELECT id, municipality, title_bg, title_en, first_year, last_year, version FROM strategies WHERE 1")
            .And("municipality = ?", query.Municipality?.Value)
            .And("id > ?", query.After)
            .Page("id", query.Limit);
        return await database.Read(session => filter.All(session, Strategy), cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<WorkflowRow>> Workflows(WorkflowQuery query, CancellationToken cancellation = default)
    {
        // Every list is sorted by name, and so is each index that leads to its streams: by strategy, by municipality, or all.
        var filter = new Query(
            """
            SELECT name, municipality, strategy, template, template_version, year, title_bg, title_en, state, opened_on, open_tasks, next_due
            FROM streams WHERE strategy IS NOT NULL
            """)
            .And("municipality = ?", query.Municipality?.Value)
            .And("strategy = ?", query.Strategy?.Value)
            .And("year = ?", query.Year)
            .And("state = ?", query.State)
            .And("next_due < ?", query.LateOn?.DayNumber)
            .And("name > ?", query.After)
            .Page("name", query.Limit);
        return await database.Read(session => filter.All(session, Workflow), cancellation).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<TaskRow>> Tasks(TaskQuery query, CancellationToken cancellation = default)
    {
        // Streams are walked in the order of the list, and in each its tasks, which are a year's at most.
        var filter = new Query(
            """
            SELECT s.name, t.id, s.municipality, t.step, t.institution, t.title_bg, t.title_en, t.state, t.open, t.assigned_on, t.due, t.closed
            FROM streams s CROSS JOIN tasks t ON t.stream = s.id WHERE 1
            """)
            .And("s.municipality = ?", query.Municipality?.Value)
            .And("s.name = ?", query.Workflow?.Value)
            .And("t.institution = ?", query.Institution?.Value)
            .And("t.state = ?", query.State)
            .And("t.open = ?", query.Open switch { true => 1, false => 0, null => null })
            .And("t.open = ?", query.LateOn is null ? null : 1)
            .And("t.due < ?", query.LateOn?.DayNumber);
        if (query.After?.Split('/') is [var workflow, var task])
            filter.And("s.name >= ?", workflow).And("(s.name, t.id) > (?, ?)", statement => statement.With(workflow).With(task));
        filter.Page("s.name, t.id", query.Limit);
        return await database.Read(session => filter.All(session, Task), cancellation).ConfigureAwait(false);
    }

    private static StrategyRow Strategy(Statement row) => new(
        new StrategyId(row.Text(0)),
        new MunicipalityId(row.Text(1)),
        new LocalText(row.Text(2), row.Text(3)),
        (int)row.Number(4),
        (int)row.Number(5),
        (int)row.Number(6));

    private static WorkflowRow Workflow(Statement row) => new(
        new WorkflowId(row.Text(0)),
        new MunicipalityId(row.Text(1)),
        new StrategyId(row.Text(2)),
        new TemplateId(row.Text(3)),
        (int)row.Number(4),
        (int)row.Number(5),
        new LocalText(row.Text(6), row.Text(7)),
        row.Text(8),
        Day(row.Number(9)),
        (int)row.Number(10),
        row.NumberOrNull(11) is { } due ? Day(due) : null);

    private static TaskRow Task(Statement row) => new(
        new WorkflowId(row.Text(0)),
        new TaskId(row.Text(1)),
        new MunicipalityId(row.Text(2)),
        new StepId(row.Text(3)),
        new InstitutionId(row.Text(4)),
        new LocalText(row.Text(5), row.Text(6)),
        row.Text(7),
        row.Number(8) == 1,
        Day(row.Number(9)),
        Day(row.Number(10)),
        Day(row.Number(11)));

    private static DateOnly Day(long number) => DateOnly.FromDayNumber((int)number);
}
