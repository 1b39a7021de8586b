namespace Workflows.Core.Templates;

/// <summary>What a step relies on must apply in the years in which the step does.</summary>
internal static class StepYearsCheck
{
    public static IEnumerable<ModelFault> Faults(CheckedSteps steps) => steps.Steps.SelectMany(step => Faults(step, steps));

    private static IEnumerable<ModelFault> Faults(Step step, CheckedSteps steps) =>
    [
        .. step.Anchors().SelectMany(rule => InEvery(step, rule.Key, [rule.Anchor], steps, "the rule counts from")),
        .. step.Kind switch
        {
            StepKind.Opinion opinion =>
            [
                .. InEvery(step, "opinion/of", opinion.Of, steps, "the opinion is about"),
                .. opinion.Reopens is { } reopens ? InEvery(step, "opinion/reopens", [reopens], steps, "a negative opinion reopens") : [],
            ],
            StepKind.Decision decision =>
            [
                .. InEvery(step, "decision/on", decision.On, steps, "the decision is on"),
                .. InEvery(step, "decision/reopens", [decision.Reopens], steps, "a returned package reopens"),
                .. decision.Gates.SelectMany(gate => Gate(step, gate, steps)),
            ],
            StepKind.Publish publish => InEvery(step, "publish", publish.What, steps, "what is published is"),
            _ => Enumerable.Empty<ModelFault>(),
        },
    ];

    /// <summary>In every year of the step, one of these applies and comes before it.</summary>
    private static IEnumerable<ModelFault> InEvery(Step step, string key, IReadOnlyList<StepId> needed, CheckedSteps steps, string what)
    {
        // Unknown steps, and those that come before in no year, are told by other checks.
        var known = needed.Select(steps.Find).OfType<Step>().Where(s => steps.IsBefore(s.Id, step)).ToList();
        var names = string.Join(", ", known.Select(s => s.Id));
        foreach (var year in steps.Years.Where(year => known.Count == needed.Count && known.Count > 0 && year.Has(step)))
        {
            if (!known.Any(year.Has))
            {
                yield return new ModelFault(
                    $"steps/{step.Id}/{key}",
                    $"{what} {names}, which in {year} does not apply while this step does: make their 'years' agree");
                yield break;
            }

            if (known.FirstOrDefault(s => year.Has(s) && !steps.IsBefore(s.Id, step, year)) is { } loose)
            {
                yield return Loose(step, key, loose, year);
                yield break;
            }
        }
    }

    private static IEnumerable<ModelFault> Gate(Step step, StepId id, CheckedSteps steps)
    {
        if (steps.Find(id) is not { } gate || !steps.IsBefore(id, step))
        {
            return [];
        }

        var both = steps.Years.Where(year => year.Has(step) && year.Has(gate)).ToList();
        return both.Count == 0 && steps.Years.Any(year => year.Has(step))
            ? [new ModelFault(
                $"steps/{step.Id}/decision/gates/{id}",
                $"the gate '{id}' applies in no year in which this decision is taken: make their 'years' agree, or remove the gate")]
            : [.. both.Where(year => !steps.IsBefore(id, step, year)).Take(1)
                .Select(year => Loose(step, $"decision/gates/{id}", gate, year))];
    }

    private static ModelFault Loose(Step step, string key, Step earlier, CheckedYear year) => new(
        $"steps/{step.Id}/{key}",
        $"in {year} the steps between '{earlier.Id}' and this one do not apply, so this one would not wait for it: "
            + $"add {earlier.Id} to after");
}
