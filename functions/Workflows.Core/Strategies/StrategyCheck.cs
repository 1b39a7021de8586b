using Workflows.Core.Templates;

namespace Workflows.Core.Strategies;

/// <summary>Finds what makes a strategy impossible to run, whatever it was read from.</summary>
public static class StrategyCheck
{
    public const int MostYears = 10;

    /// <summary>Both included. The calendar knows the Orthodox Easter of these years and of the ten that a period may last.</summary>
    public static (int Least, int Most) FirstYears => (2000, 2090);

    /// <summary>Everything that is wrong; nothing when the strategy can run.</summary>
    /// <param name="library">The templates that it may use.</param>
    public static IReadOnlyList<ModelFault> Faults(Strategy strategy, IReadOnlyDictionary<TemplateId, Template> library) =>
        // Targets and schedules mean nothing without a period.
        PeriodFaults(strategy.Period).ToList() is { Count: > 0 } faults ? faults : InPeriod(strategy, library);

    private static IReadOnlyList<ModelFault> InPeriod(Strategy strategy, IReadOnlyDictionary<TemplateId, Template> library) =>
    [
        .. PartCheck.Faults("municipality/id", "municipality", strategy.Municipality.Id.Value),
        .. InstitutionCheck.Faults(strategy),
        .. IndicatorCheck.Faults(strategy),
        .. PriorityCheck.Faults(strategy),
        .. ScheduleCheck.Faults(strategy, library),
        .. ListCheck.Twice("oneOffDays", strategy.OneOffDays.Select(d => $"{d.Date:yyyy-MM-dd}")),
        .. RecordCheck.Faults("records", strategy.Records),
    ];

    private static IEnumerable<ModelFault> PeriodFaults(StrategyPeriod period)
    {
        if (period.FirstYear < FirstYears.Least || period.FirstYear > FirstYears.Most)
        {
            yield return new ModelFault("period/firstYear", $"the first year {period.FirstYear} is out of reach: write one from {FirstYears.Least} to {FirstYears.Most}");
        }

        if (period.Years is < 1 or > MostYears)
        {
            yield return new ModelFault("period/years", $"a strategy of {period.Years} years is out of reach: write 1 to {MostYears}");
        }
    }
}
