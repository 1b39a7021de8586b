using System.Text;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>Commits and rows for tests, each with all that is not the test's subject filled in.</summary>
public static class Given
{
    public static MunicipalityId Sevlievo { get; } = new("sevlievo");

    public static MunicipalityId Balchik { get; } = new("balchik");

    /// <summary>A moment with a fraction of a second, so that a store that rounds is found out.</summary>
    public static DateTimeOffset Noon { get; } = new DateTimeOffset(2018, 3, 5, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    public static NewEvent Event(string text, string name = "task-assigned", int schema = 1) => new(name, schema, Encoding.UTF8.GetBytes(text));

    public static OwedEffect Effect(string key, string kind = "send-mail", string? group = null, DateTimeOffset? notBefore = null) =>
        new(key, kind, group, notBefore ?? Noon, Encoding.UTF8.GetBytes($"{{\"key\":\"{key}\",\"до\":\"кмета\"}}"));

    public static CommandReceipt Receipt(string key, string stream, long first, long last, string fingerprint = "f") =>
        new(key, fingerprint, new StreamId(stream), first, last);

    public static Commit Commit(string stream, long expectedVersion, params NewEvent[] events) =>
        new(new StreamId(stream), Sevlievo, expectedVersion, Noon, Actor.System, events, [], null, ListingChange.None, null);

    public static Commit Owing(string stream, params OwedEffect[] effects) =>
        Commit(stream, 0, Event("{}")) with { Effects = effects };

    public static Commit Listed(string stream, ListingChange change) => Commit(stream, 0, Event("{}")) with { Listing = change };

    public static StrategyRow Strategy(string id, MunicipalityId municipality) =>
        new(new StrategyId(id), municipality, new LocalText("Стратегия", "Strategy"), 2016, 2020, 1);

    public static WorkflowRow Workflow(string id, MunicipalityId municipality, string strategy, int year = 2018, string state = "running") =>
        new(
            new WorkflowId(id),
            municipality,
            new StrategyId(strategy),
            new TemplateId("yearly-cycle"),
            3,
            year,
            new LocalText("Годишен цикъл", "Yearly cycle"),
            state,
            new DateOnly(2018, 1, 8),
            4,
            new DateOnly(2018, 3, 30));

    public static TaskRow Task(
        string workflow, string id, MunicipalityId municipality, string institution = "mayor", bool open = true, DateOnly? due = null) =>
        new(
            new WorkflowId(workflow),
            new TaskId(id),
            municipality,
            new StepId("report"),
            new InstitutionId(institution),
            new LocalText("Доклад", "Report"),
            open ? "assigned" : "accepted",
            open,
            new DateOnly(2018, 1, 8),
            due ?? new DateOnly(2018, 3, 30),
            new DateOnly(2018, 4, 13));
}
