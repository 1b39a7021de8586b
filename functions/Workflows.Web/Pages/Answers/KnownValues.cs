using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;
using Workflows.Core.Templates;

namespace Workflows.Web.Pages.Answers;

/// <summary>Approved values of an earlier year, to be seen beside the new ones.</summary>
public sealed record KnownValues(int Year, IReadOnlyDictionary<(IndicatorId, string?, string?), IndicatorValue> Cells)
{
    public static KnownValues None { get; } = new(0, new Dictionary<(IndicatorId, string?, string?), IndicatorValue>());

    public IndicatorValue? Find(IndicatorId indicator, string? dimension, string? part) => Cells.GetValueOrDefault((indicator, dimension, part));
}

/// <summary>What the same workflow of the year before was answered. Nothing is asked that is known from there.</summary>
internal sealed class EarlierAnswers(WorkflowRunner workflows)
{
    public async ValueTask<AnswerContext> Add(AnswerContext c, CancellationToken cancellation)
    {
        if (Before(c.Workflow) is not { } id || WorkflowViews.WorkflowOf((await workflows.Load(StreamId.Of(id), cancellation)).State) is not { } earlier)
            return c;
        var accepted = earlier.Tasks.Values.Where(t => t.Status is Core.Engine.TaskStatus.Accepted && t.Received.Count > 0).ToList();
        var same = accepted.LastOrDefault(t => t.Step == c.Task.Step && t.Owner == c.Task.Owner && t.Service == c.Task.Service);
        var known = c with { LastYear = same?.Received[^1].Submission.Answer };
        return c.Step.Kind is StepKind.CollectIndicators
            ? known with { Known = new(earlier.Context.Year, Cells(accepted)) }
            : known;
    }

    /// <summary>The id of a workflow ends in its year.</summary>
    private static WorkflowId? Before(Workflow w)
    {
        var year = $".{w.Context.Year}";
        return w.Id.Value.EndsWith(year, StringComparison.Ordinal) ? new WorkflowId($"{w.Id.Value[..^year.Length]}.{w.Context.Year - 1}") : null;
    }

    private static Dictionary<(IndicatorId, string?, string?), IndicatorValue> Cells(IEnumerable<WorkflowTask> accepted)
    {
        var cells = new Dictionary<(IndicatorId, string?, string?), IndicatorValue>();
        foreach (var value in accepted.Select(t => t.Received[^1].Submission.Answer).OfType<Answer.Values>().SelectMany(a => a.Cells))
            cells[(value.Indicator, value.Dimension, value.Part)] = value;
        return cells;
    }
}
