namespace Workflows.Core.Templates;

/// <summary>Finds what makes a template impossible to run, whatever it was read from.</summary>
public static class TemplateCheck
{
    /// <summary>The one to escalate to that is not a role: the institution that coordinates the strategy.</summary>
    public const string Coordinator = "coordinator";

    public static IReadOnlyList<ModelFault> Faults(Template template) => [];
}
