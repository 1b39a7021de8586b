using System.Collections.Immutable;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;

namespace Workflows.Core.History;

/// <summary>A version of the strategy, and what brought it about.</summary>
/// <param name="Reason">Null for the first.</param>
/// <param name="Decision">Number of the council's decision, where one changed it.</param>
public sealed record StrategyVersion(int Number, Strategy Strategy, DateOnly On, string? Reason, string? Decision);

/// <summary>A workflow as far as it has come, with the values it gathered.</summary>
/// <param name="Version">Of its last event.</param>
/// <param name="Corrections">The answers, by their number, that corrected an approved one: they say nothing of when the task was done.</param>
public sealed record WorkflowRecord(
    WorkflowState State, long Version, SheetLog Sheets, RecommendationLog Recommendations, ImmutableHashSet<(TaskId Task, int Number)> Corrections)
{
    public static WorkflowRecord None { get; } = new(WorkflowState.Initial, 0, SheetLog.Empty, RecommendationLog.Empty, []);

    public Workflow? Workflow => WorkflowViews.WorkflowOf(State);

    /// <summary>The answer that the task was done by, whatever was corrected in it since; null while there is none.</summary>
    public Received? DoneBy(WorkflowTask task) => task.Received.LastOrDefault(r => !Corrections.Contains((task.Id, r.Number)));

    public WorkflowRecord With(StoredEvent stored)
    {
        var e = EventFormat.ReadWorkflowEvent(stored);
        return new(
            WorkflowFold.Evolve(State, e),
            stored.Version,
            Sheets.With(Workflow, e, stored.Version, stored.At),
            Recommendations.With(e, stored.At),
            e is WorkflowEvent.AnswerCorrected x ? Corrections.Add((x.Task, x.Received.Number)) : Corrections);
    }
}

/// <summary>
/// Everything that is on record of one strategy: a pure fold of its stream and those of its workflows, for reports, exports and pages.
/// Taking the next events on leaves the earlier history as it was.
/// </summary>
/// <param name="Version">Of the strategy's own last event.</param>
public sealed record StrategyHistory(
    long Version, ImmutableList<StrategyVersion> Versions, ImmutableSortedDictionary<WorkflowId, WorkflowRecord> Workflows)
{
    // Each belongs to the versions and workflows it was folded from.
    private Derived<(ImmutableList<StrategyVersion>, ImmutableSortedDictionary<WorkflowId, WorkflowRecord>), IndicatorDatabase>? _indicators;
    private Derived<(ImmutableList<StrategyVersion>, ImmutableSortedDictionary<WorkflowId, WorkflowRecord>, StrategyHistory?), RecommendationRegister>? _recommendations;

    /// <summary>Of the strategy that the municipality had before this one; null where none is known.</summary>
    public StrategyHistory? Before { get; init; }

    public static StrategyHistory Empty { get; } = new(0, [], ImmutableSortedDictionary<WorkflowId, WorkflowRecord>.Empty);

    /// <summary>As amended last. Only for a history that is not empty.</summary>
    public Strategy Strategy => Versions[^1].Strategy;

    /// <summary>How many events it was folded from.</summary>
    public long Events => Version + Workflows.Values.Sum(w => w.Version);

    public IndicatorDatabase Indicators
    {
        get
        {
            var parts = (Versions, Workflows);
            if (_indicators is not { } known || known.Of != parts)
            {
                _indicators = known = new(parts, IndicatorDatabase.Of(
                    Strategy,
                    Workflows.Values.SelectMany(w => w.Sheets.Counting.Values),
                    Workflows.Values.SelectMany(w => w.Sheets.Pending.Values)));
            }

            return known.Made;
        }
    }

    public RecommendationRegister Recommendations
    {
        get
        {
            var parts = (Versions, Workflows, Before);
            if (_recommendations is not { } known || known.Of != parts)
                _recommendations = known = new(parts, RecommendationRegister.Of(this));
            return known.Made;
        }
    }

    /// <summary>As the strategy knows it, or the one before.</summary>
    public Institution? Find(InstitutionId id) => Strategy.Find(id) ?? Before?.Find(id);

    /// <summary>From the events of one strategy and its workflows, each stream's in order.</summary>
    public static StrategyHistory Of(IEnumerable<StoredEvent> events) => events.Aggregate(Empty, (history, e) => history.With(e));

    /// <summary>The version of a stream's last event here or in the strategy before; 0 for one that has none yet.</summary>
    public long VersionOf(WorkflowId workflow) => Workflows.TryGetValue(workflow, out var record) ? record.Version : Before?.VersionOf(workflow) ?? 0;

    public StrategyHistory With(StoredEvent stored)
    {
        if (stored.Stream.IsWorkflow)
        {
            var id = new WorkflowId(stored.Stream.Value);
            return this with { Workflows = Workflows.SetItem(id, Workflows.GetValueOrDefault(id, WorkflowRecord.None).With(stored)) };
        }

        return EventFormat.ReadStrategyEvent(stored) switch
        {
            StrategyEvent.StrategyRegistered x => this with { Version = stored.Version, Versions = [new(1, x.Strategy, x.On, null, null)] },
            StrategyEvent.StrategyAmended x => this with
            {
                Version = stored.Version,
                Versions = Versions.Add(new(Versions.Count + 1, x.Strategy, x.On, x.Reason, x.Decision)),
            },
            _ => this with { Version = stored.Version },
        };
    }

    /// <summary>The workflows of a year that have been opened, in the order of their ids.</summary>
    public IEnumerable<WorkflowRecord> Of(int year) => Workflows.Values.Where(w => w.Workflow?.Context.Year == year);

    /// <summary>The yearly cycle of a year.</summary>
    public WorkflowRecord? Cycle(int year) =>
        Workflows.GetValueOrDefault(StrategyDecider.IdOf(Strategy, StrategyDecider.CycleName, year));
}
