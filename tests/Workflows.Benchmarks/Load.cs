using System.Globalization;
using System.Text;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Benchmarks;

/// <summary>Commits of the size that the engine writes: bodies of a few hundred bytes, titles in two languages.</summary>
internal static class Load
{
    public static DateTimeOffset Start { get; } = new(2018, 1, 8, 6, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"task":"visits.day-centre","owner":"social-assistance","note":"{{new string('я', 100)}}"}""");

    private static readonly LocalText Title = new("Доклад от посещение на дневния център", "Report of the visit to the day centre");

    /// <summary>A workflow has this many tasks; commands go over them again and again.</summary>
    private const int Tasks = 20;

    /// <summary>What one command of a user writes: two events, a mail, a task's new state, its workflow, a receipt and the next waking.</summary>
    public static Commit Command(StreamId stream, long version) => Commit(stream, version, events: 2, effects: 1, tasks: 1) with
    {
        Command = new CommandReceipt($"coordinator/{stream}/{version}", "7d865e959b2466918c9863afca942d0f", stream, version + 1, version + 2),
    };

    public static Commit Commit(StreamId stream, long version, int events, int effects, int tasks)
    {
        var at = Start.AddMinutes(version);
        var workflow = new WorkflowId(stream.Value);
        return new Commit(
            stream,
            Municipality(stream),
            version,
            at,
            Actor.Coordinator("coordinator"),
            [.. Enumerable.Range(0, events).Select(_ => new NewEvent("task-assigned", 1, Body))],
            [.. Enumerable.Range(0, effects).Select(i => Effect(stream, version, i, at))],
            at.AddDays(1),
            new ListingChange(null, Workflow(workflow), [.. Enumerable.Range(0, tasks).Select(i => Task(workflow, version, i))]),
            null);
    }

    public static StreamId Stream(string prefix, int number) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{prefix}{number % 265:000}-2016-2020.yearly-cycle.{number / 265}"));

    private static MunicipalityId Municipality(StreamId stream) => new(stream.Value[..stream.Value.IndexOf('-', StringComparison.Ordinal)]);

    private static OwedEffect Effect(StreamId stream, long version, int i, DateTimeOffset at) =>
        new(new EffectKey(stream, version + 1, i).ToString(), "send-mail", $"{stream}/mayor", at, Body);

    private static WorkflowRow Workflow(WorkflowId id) => new(
        id, Municipality(StreamId.Of(id)), new StrategyId("sevlievo-2016-2020"), new TemplateId("yearly-cycle"), 1, 2018, Title, "running", new DateOnly(2018, 1, 8), 12, new DateOnly(2018, 3, 30));

    private static TaskRow Task(WorkflowId workflow, long version, int i) => new(
        workflow,
        new TaskId($"visits.day-centre~{(version + i) % Tasks}"),
        Municipality(StreamId.Of(workflow)),
        new StepId("visits"),
        new InstitutionId("social-assistance"),
        Title,
        "assigned",
        (version + i) / Tasks % 2 == 0,
        new DateOnly(2018, 1, 8),
        new DateOnly(2018, 3, 30),
        new DateOnly(2018, 4, 13));
}
