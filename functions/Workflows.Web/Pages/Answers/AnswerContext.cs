using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Access;
using Workflows.Web.Pages.Tasks;

namespace Workflows.Web.Pages.Answers;

/// <summary>What every form of an answer knows: whose task it is, what the step asks, who reads it and when.</summary>
/// <param name="Today">In Sofia.</param>
public sealed record AnswerContext(TaskAccess Access, ReachedTask Found, Language Language, DateOnly Today)
{
    public Workflow Workflow => Found.Workflow;

    public WorkflowTask Task => Found.Task;

    public Step Step => Workflow.StepOf(Task)!;

    /// <summary>Of the task's page.</summary>
    public string Address => Access.To(Workflow.Id, Task.Id);

    /// <summary>What the same institution answered to the same step a year before, for the form to begin with; null where there is nothing.</summary>
    public Answer? LastYear { get; init; }

    /// <summary>Last year's totals that this year's may be held against: approved, and counted the same way.</summary>
    public IReadOnlyDictionary<IndicatorId, decimal> LastTotals { get; init; } = new Dictionary<IndicatorId, decimal>();

    /// <summary>Whether an approved answer is corrected, which its coordinator may; else the task is answered.</summary>
    public bool Corrects => Answerable.Corrects(Access, Found);

    public decimal? LastTotal(IndicatorId indicator) => LastTotals.TryGetValue(indicator, out var total) ? total : null;

    /// <summary>Values of the year before.</summary>
    public KnownValues Known { get; init; } = KnownValues.None;

    internal string Say(string key, params object[] arguments) => Texts.In<AnswersText>(Language, key, arguments);
}
