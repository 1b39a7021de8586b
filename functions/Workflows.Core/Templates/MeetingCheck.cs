namespace Workflows.Core.Templates;

/// <summary>The meetings that a template plans are those it demands.</summary>
internal static class MeetingCheck
{
    public static IEnumerable<ModelFault> Faults(Template template)
    {
        var occasions = template.Meetings?.Occasions ?? [];
        var meetings = template.Steps
            .Where(step => step.Kind is StepKind.Meeting)
            .Select(step => (Step: step, Kind: (StepKind.Meeting)step.Kind))
            .ToList();
        return
        [
            .. ListCheck.Twice("meetings/occasions", occasions.Select(o => o.Id)),
            .. ListCheck.Twice("meetings/groups", template.Meetings?.Groups.Select(g => g.Id) ?? []),
            .. meetings.Where(m => occasions.All(o => o.Id != m.Kind.Occasion)).Select(m => new ModelFault(
                $"steps/{m.Step.Id}/meeting/occasion",
                $"'{m.Kind.Occasion}' is not among the occasions of this template's meetings: "
                    + $"{Nearest.Advice(m.Kind.Occasion, occasions.Select(o => o.Id))}")),
            .. meetings.Where(m => m.Kind.Times < 1).Select(m => new ModelFault(
                $"steps/{m.Step.Id}/meeting/times", "a meeting is held at least once: write 1 or more")),
            .. occasions.Where(o => meetings.All(m => m.Kind.Occasion != o.Id)).Select(o => new ModelFault(
                $"meetings/occasions/{o.Id}", $"no step is a meeting on the occasion '{o.Id}': add one, or remove the occasion")),
        ];
    }

    /// <summary>The first of these years in which too few meetings are mandatory.</summary>
    public static IEnumerable<ModelFault> FaultsIn(Template template, IReadOnlyList<CheckedYear> years)
    {
        var minimum = template.Meetings?.Minimum ?? 0;
        return years
            .Select(year => (Year: year, Planned: Planned(template, year)))
            .Where(count => count.Planned < minimum)
            .Take(1)
            .Select(count => new ModelFault(
                "meetings/minimum",
                $"{minimum} meetings are demanded, but in {count.Year} the mandatory steps plan {count.Planned}: add meeting steps or "
                    + "times, or lower the minimum"));
    }

    private static int Planned(Template template, CheckedYear year) =>
        template.Steps.Where(step => step.Mandatory && year.Has(step)).Sum(step => (step.Kind as StepKind.Meeting)?.Times ?? 0);
}
