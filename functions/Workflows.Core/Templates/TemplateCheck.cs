namespace Workflows.Core.Templates;

/// <summary>Finds what makes a template impossible to run, whatever it was read from.</summary>
public static class TemplateCheck
{
    /// <summary>The one to escalate to that is not a role: the institution that coordinates the strategy.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Everything that is wrong; nothing when the template can run.</summary>
    public static IReadOnlyList<ModelFault> Faults(Template template)
    {
        var steps = new CheckedSteps(template.Steps, CheckedYear.Usual(template.Steps));
        return
        [
            .. Whole(template),
            .. RoleCheck.Faults(template),
            .. template.Steps.SelectMany((step, index) => StepCheck.Faults(step, index, template.Steps)),
            .. StepOrderCheck.Faults(steps),
            .. template.Steps.SelectMany(step => StepKindCheck.Faults(step, steps)),
            .. MeetingCheck.Faults(template),
            .. InYears(template, steps),
        ];
    }

    /// <summary>What is wrong only in these years, such as a meeting too few or a gate that can never be passed.</summary>
    /// <param name="years">Those in which the workflow opens.</param>
    internal static IEnumerable<ModelFault> FaultsIn(Template template, IReadOnlyList<CheckedYear> years) =>
        InYears(template, new CheckedSteps(template.Steps, years));

    private static IEnumerable<ModelFault> InYears(Template template, CheckedSteps steps) =>
        [.. StepYearsCheck.Faults(steps), .. MeetingCheck.FaultsIn(template, steps.Years)];

    private static IEnumerable<ModelFault> Whole(Template template)
    {
        if (template.Version < 1)
        {
            yield return new ModelFault("version", "the version must be 1 or more: write 1 for a new template");
        }

        if (template.Steps.Count == 0)
        {
            yield return new ModelFault("steps", "the template has no steps: write at least one");
        }
    }
}
