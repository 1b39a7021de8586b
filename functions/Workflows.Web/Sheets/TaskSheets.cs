using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Indicators;

namespace Workflows.Web.Sheets;

/// <summary>The sheets of tasks, beside what the institution said last year.</summary>
internal sealed class TaskSheets(StrategyHistories histories)
{
    /// <summary>Null for a task that asks for something else than values.</summary>
    public async ValueTask<SheetLayout?> LayoutOf(Workflow w, WorkflowTask task, CancellationToken cancellation)
    {
        if (w.StepOf(task)?.Kind is not Core.Templates.StepKind.CollectIndicators kind)
            return null;
        var database = kind.Baseline is true ? null : (await histories.Load(w.Context.Strategy, cancellation))?.Indicators;
        return SheetLayout.Of(w, task, (indicator, cell) => database is null ? null : Series.LastYear(database, indicator, w.Context.Year, cell));
    }

    /// <summary>The first total that leaps against last year without a comment, or null.</summary>
    public async ValueTask<Rejection?> FirstUnexplained(Workflow w, WorkflowTask task, Answer answer, CancellationToken cancellation) =>
        answer is Answer.Values values && await LastTotals(w, task, cancellation) is var totals
            ? Outlier.FirstUnexplained(values.Cells, indicator => totals.TryGetValue(indicator, out var total) ? total : null)
            : null;

    /// <summary>Last year's totals that this year's may be held against; none for a task that asks for something else than values.</summary>
    public async ValueTask<IReadOnlyDictionary<IndicatorId, decimal>> LastTotals(Workflow w, WorkflowTask task, CancellationToken cancellation) =>
        (await LayoutOf(w, task, cancellation))?.Lines
            .Where(l => l is { Check: null, Cell.IsTotal: true, LastYear: not null })
            .ToDictionary(l => l.Indicator.Id, l => l.LastYear!.Value)
        ?? [];

    /// <summary>What was answered last, to go on from.</summary>
    public static Answer.Values? Filled(WorkflowTask task) => task.Received is [.., var last] ? last.Submission.Answer as Answer.Values : null;
}
