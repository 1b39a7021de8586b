namespace Workflows.Core.Templates;

/// <summary>The order of steps: what they come after exists, and nothing waits for itself.</summary>
internal static class StepOrderCheck
{
    public static IEnumerable<ModelFault> Faults(CheckedSteps steps) =>
        [.. steps.Steps.SelectMany(step => After(step, steps)), .. Cycles(steps), .. steps.Steps.SelectMany(step => Anchors(step, steps))];

    private static IEnumerable<ModelFault> After(Step step, CheckedSteps steps)
    {
        foreach (var id in step.After)
        {
            if (id == step.Id)
            {
                yield return new ModelFault($"steps/{step.Id}/after/{id}", "the step comes after itself: remove it from after");
            }
            else if (steps.Find(id) is null)
            {
                yield return new ModelFault($"steps/{step.Id}/after/{id}", $"no step is called '{id}': {steps.Advice(id)}");
            }
        }
    }

    private static IEnumerable<ModelFault> Cycles(CheckedSteps steps)
    {
        var told = new HashSet<StepId>();
        foreach (var step in steps.Steps)
        {
            if (!told.Contains(step.Id) && Cycle(step, steps) is { } cycle)
            {
                told.UnionWith(cycle);
                yield return new ModelFault(
                    $"steps/{step.Id}/after",
                    $"these steps wait for each other, so none can open: {string.Join(" after ", cycle.Append(step.Id))}; remove one of "
                        + "them from an 'after'");
            }
        }
    }

    /// <summary>The shortest way from a step along <c>after</c> back to it, through others; null if there is none.</summary>
    private static List<StepId>? Cycle(Step start, CheckedSteps steps)
    {
        var reachedFrom = new Dictionary<StepId, StepId>();
        var open = new Queue<Step>([start]);
        while (open.TryDequeue(out var step))
        {
            foreach (var id in step.After.Where(id => id != step.Id))
            {
                if (id == start.Id)
                {
                    var cycle = new List<StepId> { step.Id };
                    while (reachedFrom.TryGetValue(cycle[0], out var previous))
                    {
                        cycle.Insert(0, previous);
                    }

                    return cycle;
                }

                if (steps.Find(id) is { } next && reachedFrom.TryAdd(id, step.Id))
                {
                    open.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static IEnumerable<ModelFault> Anchors(Step step, CheckedSteps steps)
    {
        foreach (var (key, anchor) in step.Anchors())
        {
            if (steps.Find(anchor) is null)
            {
                yield return new ModelFault(
                    $"steps/{step.Id}/{key}",
                    $"the rule counts from '{anchor}', but no step is called so: {steps.Advice(anchor)}");
            }
            else if (!steps.IsBefore(anchor, step))
            {
                yield return new ModelFault(
                    $"steps/{step.Id}/{key}",
                    $"the rule counts from '{anchor}', but the step does not come after it: add {anchor} to after, or count from opening");
            }
        }
    }

    /// <summary>The steps that the due rules of a step count from, with the key of the rule.</summary>
    public static IEnumerable<(string Key, StepId Anchor)> Anchors(this Step step) =>
        new[] { ("opens", step.Opens?.AnchorStep), ("due", step.Deadline.Due.AnchorStep) }
            .Where(rule => rule.Item2 is not null)
            .Select(rule => (rule.Item1, StepId.Create(rule.Item2!)));
}
