using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Core.Reports;

/// <summary>What a text field of an answer tells, so that reports quote it in its place. Part of templates, in kebab case.</summary>
public enum Telling
{
    Done,
    Difficulty,
    Proposal,
    Conclusion,
}

/// <summary>Somebody's own words.</summary>
/// <param name="About">What the field was called.</param>
public sealed record Remark(Telling Telling, WorkflowId Workflow, LocalText Step, LocalText About, InstitutionId By, LocalText ByName, DateOnly On, string Text)
{
    internal static IEnumerable<Remark> Of(Workflow w) =>
        from step in w.Template.Steps
        from task in w.Tasks.Values
        where task.Step == step.Id && task.Status is TaskStatus.Accepted or TaskStatus.Submitted && task.Received.Count > 0
        let received = task.Received[^1]
        from field in step.Fields
        where field.Tells is not null
        let text = received.Submission.Fields.GetValueOrDefault(field.Id)
        where !string.IsNullOrWhiteSpace(text)
        select new Remark(
            field.Tells.GetValueOrDefault(), w.Id, step.Title, field.Title, task.Owner, Names.Institution(w, task.Owner), CivilTime.DateOf(received.At), text.Trim());
}
