namespace Workflows.Web.Pages.Tasks;

/// <summary>The words of tasks and their answers.</summary>
public sealed class TasksText;
