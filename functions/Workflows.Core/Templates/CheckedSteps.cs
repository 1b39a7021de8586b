namespace Workflows.Core.Templates;

/// <summary>The steps of a template that may be wrong, and which of them come before which.</summary>
/// <param name="years">The years to look at.</param>
internal sealed class CheckedSteps(IReadOnlyList<Step> steps, IReadOnlyList<CheckedYear> years)
{
    private readonly Dictionary<StepId, Step> _byId = steps.DistinctBy(s => s.Id).ToDictionary(s => s.Id);
    private readonly Dictionary<(StepId Step, CheckedYear? Year), HashSet<StepId>> _before = [];

    public IReadOnlyList<Step> Steps => steps;

    public IReadOnlyList<CheckedYear> Years => years;

    public Step? Find(StepId id) => _byId.GetValueOrDefault(id);

    public string Advice(StepId unknown) => Nearest.Advice(unknown.Value, steps.Select(s => s.Id.Value));

    /// <summary>Whether the step waits, directly or through others, for the earlier one.</summary>
    /// <param name="year">Null for any year; in a given one, steps that do not apply hold nobody up.</param>
    public bool IsBefore(StepId earlier, Step step, CheckedYear? year = null)
    {
        if (!_before.TryGetValue((step.Id, year), out var before))
        {
            _before[(step.Id, year)] = before = Before(step, year);
        }

        return before.Contains(earlier);
    }

    private HashSet<StepId> Before(Step step, CheckedYear? year)
    {
        var before = new HashSet<StepId>();
        var open = new Stack<StepId>(step.After);
        while (open.TryPop(out var id))
        {
            if (Find(id) is { } earlier && year?.Has(earlier) != false && before.Add(id))
            {
                foreach (var next in earlier.After)
                {
                    open.Push(next);
                }
            }
        }

        return before;
    }
}

/// <summary>A year of a strategy of so many years.</summary>
internal readonly record struct CheckedYear(int Ordinal, int Of)
{
    private const int UsualPeriod = 5;

    /// <summary>The years of a five-year strategy, or of a longer one if a step names a later year.</summary>
    public static IReadOnlyList<CheckedYear> Usual(IReadOnlyList<Step> steps) =>
        Period(steps.Select(s => s.Years).OfType<StepYears.Only>().SelectMany(o => o.Ordinals).Append(UsualPeriod).Max());

    public static IReadOnlyList<CheckedYear> Period(int years) =>
        [.. Enumerable.Range(1, years).Select(ordinal => new CheckedYear(ordinal, years))];

    public bool Has(Step step) => step.Years.Applies(Ordinal, Of);

    public override string ToString() => Ordinal == 1 ? "the first year" : Ordinal == Of ? "the last year" : $"year {Ordinal}";
}
