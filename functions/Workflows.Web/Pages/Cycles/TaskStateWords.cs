using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Pages.Tasks;

namespace Workflows.Web.Pages.Cycles;

/// <summary>The state of a task in the words that its owner sees, and the tone of its tag.</summary>
internal static class TaskStateWords
{
    public static (string Text, string? Tone) Of(WorkflowTask task, DateOnly today, Language language)
    {
        var (key, tone) = TaskStates.Of(WorkflowNames.Of(task.Status), task.Deadline.Due, task.Deadline.Closed, today);
        return (Texts.In<TasksText>(language, key), tone);
    }
}
