using Workflows.Core.Calendar;
using Workflows.Core.Templates;

namespace Workflows.Core.Strategies;

/// <summary>Finds what makes a strategy impossible to run, whatever it was read from.</summary>
public static class StrategyCheck
{
    public const int MostYears = 10;

    /// <summary>
    /// Both included. The calendar knows every year that a date of the strategy can fall in: the ten that a period may last, the ten
    /// more that a due rule may reach, and a year before the first to count back into.
    /// </summary>
    public static (int Least, int Most) FirstYears => (WorkingCalendar.FirstYear + 1, WorkingCalendar.LastYear - 2 * MostYears);

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
        .. strategy.OneOffDays.Select(d => d.Date).Where(IsUnknown).Select(date => new ModelFault(
            $"oneOffDays/{date:yyyy-MM-dd}/date",
            $"the year {date.Year} is out of reach: write a date from {WorkingCalendar.FirstYear} to {WorkingCalendar.LastYear}")),
        .. ListCheck.Twice("oneOffDays", strategy.OneOffDays.Select(d => $"{d.Date:yyyy-MM-dd}")),
        .. RecordCheck.Faults("records", strategy.Records),
    ];

    private static bool IsUnknown(DateOnly date) => date.Year is < WorkingCalendar.FirstYear or > WorkingCalendar.LastYear;

    private static IEnumerable<ModelFault> PeriodFaults(StrategyPeriod period)
    {
        if (period.FirstYear < FirstYears.Least || period.FirstYear > FirstYears.Most)
        {
            yield return new ModelFault(
                "period/firstYear",
                $"the first year {period.FirstYear} is out of reach: write one from {FirstYears.Least} to {FirstYears.Most}");
        }

        if (period.Years is < 1 or > MostYears)
        {
            yield return new ModelFault("period/years", $"a strategy of {period.Years} years is out of reach: write 1 to {MostYears}");
        }
    }
}
