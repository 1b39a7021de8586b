using System.Collections.Immutable;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Indicators;

/// <summary>The values that one institution gave in one answer, and how far they have come.</summary>
/// <param name="Definitions">Every indicator of the strategy as it was defined then.</param>
/// <param name="At">When it came to its state, in UTC.</param>
/// <param name="Replaces">The approved sheet that it corrects.</param>
public sealed record Sheet(
    Provenance From,
    DateTimeOffset At,
    Point Point,
    IReadOnlyList<Indicator> Definitions,
    IReadOnlyList<IndicatorValue> Cells,
    IReadOnlyList<Difference> Differences,
    Sheet? Replaces);

/// <summary>The sheets of one workflow: the fold of its events, beside its state.</summary>
/// <param name="Counting">Approved and corrected ones, by task.</param>
/// <param name="Pending">Submitted ones that wait for acceptance, by task.</param>
public sealed record SheetLog(ImmutableSortedDictionary<TaskId, Sheet> Counting, ImmutableSortedDictionary<TaskId, Sheet> Pending)
{
    public static SheetLog Empty { get; } =
        new(ImmutableSortedDictionary<TaskId, Sheet>.Empty, ImmutableSortedDictionary<TaskId, Sheet>.Empty);

    /// <summary>Whether an event of a workflow may change what counts. Told by its name, without reading it.</summary>
    public static bool Counts(string name) =>
        EventFormat.Names[name] is var kind && (kind == typeof(AnswerAccepted) || kind == typeof(AnswerCorrected));

    /// <param name="before">The workflow before the event; null before the first.</param>
    /// <param name="version">Of the event.</param>
    /// <param name="at">When it was decided, in UTC.</param>
    public SheetLog With(Workflow? before, WorkflowEvent e, long version, DateTimeOffset at) => (before, e) switch
    {
        (null, _) => this,
        ({ } w, AnswerSubmitted { Received.Submission.Answer: Answer.Values values } x) =>
            this with { Pending = Pending.SetItem(x.Task, Of(w, x.Task, x.Received, values, version, at, ValueState.Submitted, null)) },
        ({ }, AnswerAccepted x) when Pending.TryGetValue(x.Task, out var sheet) => new(
            Counting.SetItem(x.Task, sheet with
            {
                From = sheet.From with { Version = version, On = CivilTime.DateOf(at), State = ValueState.Approved },
                At = at,
            }),
            Pending.Remove(x.Task)),
        ({ } w, AnswerCorrected { Received.Submission.Answer: Answer.Values values } x) when Counting.TryGetValue(x.Task, out var approved) =>
            this with
            {
                Counting = Counting.SetItem(
                    x.Task, Of(w, x.Task, x.Received, values, version, at, ValueState.Corrected, x.Reason) with { Replaces = approved }),
            },
        ({ }, AnswerReturned x) => this with { Pending = Pending.Remove(x.Task) },
        ({ }, TaskWithdrawn x) => this with { Pending = Pending.Remove(x.Task) },
        ({ }, TaskWaived x) => this with { Pending = Pending.Remove(x.Task) },
        _ => this,
    };

    private static Sheet Of(
        Workflow w, TaskId id, Received received, Answer.Values values, long version, DateTimeOffset at, ValueState state, string? reason)
    {
        var task = w.Tasks[id];
        var baseline = w.StepOf(task)?.Kind is StepKind.CollectIndicators { Baseline: true };
        return new(
            new(w.Id, id, task.Owner, received.Number, version, CivilTime.DateOf(at), state, reason),
            at,
            baseline ? Point.Baseline : Point.Of(w.Context.Year),
            w.Context.Indicators,
            values.Cells,
            values.Differences,
            null);
    }
}
