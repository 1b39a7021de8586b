using Workflows.Core.Engine;
using Workflows.Core.Templates;

namespace Workflows.Web.Pages.Cycles;

/// <summary>What something is done to: a workflow, or a step, a task or a recommendation of it.</summary>
/// <param name="Newer">A newer version of the workflow's template, where one is installed.</param>
public sealed record ActSubject(
    WorkflowState State, Workflow Workflow, WorkflowTask? Task = null, Step? Step = null, string? Recommendation = null, Template? Newer = null)
{
    public ActScope Scope => Task is not null ? ActScope.Task
        : Step is not null ? ActScope.Step
        : Recommendation is not null ? ActScope.Recommendation
        : ActScope.Workflow;

    /// <summary>The page that shows it.</summary>
    public string Address => Scope switch
    {
        ActScope.Task => $"{Root}/tasks/{Task!.Id}",
        ActScope.Step => $"{Root}/steps/{Step!.Id}",
        ActScope.Recommendation => $"/strategies/{Workflow.Context.Strategy}/recommendations",
        _ => Root,
    };

    public string To(string act) => Scope is ActScope.Recommendation ? $"{Root}/recommendations/{Recommendation}/do/{act}" : $"{Address}/do/{act}";

    /// <summary>What can be done to it now.</summary>
    public IEnumerable<Act> Acts => Act.All.Where(a => a.Scope == Scope && a.IsOffered(this));

    private string Root => $"/workflows/{Workflow.Id}";

    public Recommendation? Recommended => Recommendation is null ? null : Workflow.Recommendations[Recommendation];

    /// <summary>The step's or the task's step.</summary>
    public Step? Asked => Step ?? (Task is null ? null : Workflow.StepOf(Task));
}

public enum ActScope
{
    Workflow,
    Step,
    Task,
    Recommendation,
}
