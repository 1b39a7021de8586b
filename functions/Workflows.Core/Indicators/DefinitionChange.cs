namespace Workflows.Core.Indicators;

/// <summary>
/// A definition that values are gathered by does not change under them: whoever counts otherwise than before says so with a new version,
/// and the series shows it. Names, targets, goals, breakdowns and sources are not part of what is counted.
/// </summary>
internal static class DefinitionChange
{
    /// <summary>The first indicator whose meaning would change without a new version, or null.</summary>
    public static Rejection? FirstSilent(IReadOnlyList<Indicator> before, IReadOnlyList<Indicator> after)
    {
        foreach (var now in after)
        {
            if (before.FirstOrDefault(i => i.Id == now.Id) is not { } then || now.Version > then.Version)
                continue;
            if (now.Version < then.Version)
                return Refused("indicator.older", now, $"is at version {then.Version} already; give it that version or a later one");
            if (now.Baseline != then.Baseline)
                return Refused("indicator.baseline-frozen", now, "has a baseline that was approved with the strategy; correct an approved answer, or give the indicator a new version");
            if (!Meaning(now).Equals(Meaning(then)))
                return Refused("indicator.redefined", now, $"would be counted otherwise than before; give it the revision {then.Version + 1} and say what changed");
        }

        return null;
    }

    private static object Meaning(Indicator i) => (i.Unit, i.Measure, i.AddsUp, i.Ratio, i.Method);

    private static Rejection Refused(string code, Indicator indicator, string remedy) =>
        new(code, $"Indicator {indicator.Id} {remedy}.", new Dictionary<string, string> { ["indicator"] = indicator.Id.Value });
}
