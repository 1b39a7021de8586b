namespace Workflows.Web.Pages.Cycles;

/// <summary>The words of a running workflow: its steps, its tasks, its record, and what is done to it.</summary>
public sealed class CyclesText;
