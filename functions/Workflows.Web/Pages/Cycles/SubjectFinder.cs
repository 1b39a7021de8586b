using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Access;
using Workflows.Web.Files;

namespace Workflows.Web.Pages.Cycles;

/// <summary>Finds what a page is about, as far as who is signed in reaches.</summary>
internal sealed class SubjectFinder(Reach reach, TemplateLibrary library, PageContext page)
{
    public async ValueTask<ActSubject?> Find(
        WorkflowId id, TaskId? task = null, StepId? step = null, string? recommendation = null, CancellationToken cancellation = default)
    {
        if (await reach.Workflow(page.Caller!, id, cancellation) is not { State: var state } || WorkflowViews.WorkflowOf(state) is not { } w)
            return null;
        var subject = new ActSubject(state, w, Newer: Newer(w.Template));
        if (task is { } taskId)
            return w.Tasks.TryGetValue(taskId, out var known) ? subject with { Task = known } : null;
        if (step is { } stepId)
            return w.Steps.ContainsKey(stepId) ? subject with { Step = w.Template.Find(stepId) } : null;
        return recommendation is null || w.Recommendations.ContainsKey(recommendation) ? subject with { Recommendation = recommendation } : null;
    }

    private Template? Newer(Template present) =>
        library.Templates.TryGetValue(present.Id, out var installed) && installed.Version > present.Version ? installed : null;
}
