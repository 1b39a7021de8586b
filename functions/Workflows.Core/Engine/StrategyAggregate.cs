using System.Collections.Immutable;
using Workflows.Core.Calendar;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;

namespace Workflows.Core.Engine;

/// <summary>What happened to a strategy. Names and shapes are storage format.</summary>
public abstract record StrategyEvent
{
    private StrategyEvent()
    {
    }

    public sealed record StrategyRegistered(Strategy Strategy, DateOnly On) : StrategyEvent;

    /// <param name="Decision">Number of the council's decision that changed it, if one did.</param>
    public sealed record StrategyAmended(Strategy Strategy, DateOnly On, string Reason, string? Decision) : StrategyEvent;

    /// <param name="On">The day it was to open, which may have gone by.</param>
    public sealed record WorkflowStarted(WorkflowId Workflow, TemplateId Template, int Year, DateOnly On) : StrategyEvent;
}

public abstract record StrategyCommand
{
    private StrategyCommand()
    {
    }

    public sealed record Register(Strategy Strategy) : StrategyCommand;

    public sealed record Amend(Strategy Strategy, string Reason, string? Decision) : StrategyCommand;

    /// <summary>Starts a scheduled workflow now, whatever its day.</summary>
    public sealed record StartWorkflow(string Name, int Year) : StrategyCommand;

    /// <param name="Name">Tells it from other cases of the template; the same name again is the same case.</param>
    public sealed record StartCase(TemplateId Template, string Name) : StrategyCommand;

    /// <summary>Time has passed.</summary>
    public sealed record Tick : StrategyCommand;
}

/// <summary>Where a strategy stands: the fold of its events.</summary>
public abstract record StrategyState
{
    private StrategyState()
    {
    }

    public static StrategyState Initial { get; } = new NotRegistered();

    public sealed record NotRegistered : StrategyState;

    /// <param name="Version">1 when registered, one more with each amendment.</param>
    public sealed record Registered(
        Strategy Strategy, int Version, DateOnly On, ImmutableSortedDictionary<WorkflowId, StartedWorkflow> Started) : StrategyState;
}

public sealed record StartedWorkflow(TemplateId Template, int Year, DateOnly On);

/// <summary>decide, evolve and next wake-up of a strategy: it opens each year's workflows on their day or on the coordinator's call.</summary>
public static class StrategyDecider
{
    /// <summary>The scheduled workflow that a municipality's year runs in.</summary>
    public const string CycleName = "cycle";

    public static Decided<StrategyEvent> Decide(StrategyState state, StrategyCommand command, Actor actor, DateTimeOffset now)
    {
        var today = CivilTime.DateOf(now);
        if (!actor.Coordinates)
            return Refused(Refusals.Forbidden("run a strategy"));
        return (state, command) switch
        {
            (StrategyState.NotRegistered, StrategyCommand.Register register) =>
                Events([new StrategyEvent.StrategyRegistered(register.Strategy, today)]),
            (StrategyState.NotRegistered, _) =>
                Refused(new("strategy.unknown", "There is no such strategy. Register it first.")),
            (StrategyState.Registered s, StrategyCommand.Register register) => EventFormat.SameStrategy(s.Strategy, register.Strategy)
                ? Events([])
                : Refused(new("strategy.exists", $"Strategy '{s.Strategy.Id}' is registered already. Amend it instead.")),
            (StrategyState.Registered s, StrategyCommand.Amend amend) => Amend(s, amend, today),
            (StrategyState.Registered s, StrategyCommand.StartWorkflow start) => Start(s, start, today),
            (StrategyState.Registered s, StrategyCommand.StartCase start) => Start(s, start, today),
            (StrategyState.Registered s, StrategyCommand.Tick) => Events([.. Scheduled(s).Where(x => CivilTime.MorningOf(x.On) <= now)]),
            _ => throw new InvalidOperationException($"Nothing decides {command.GetType().Name}."),
        };
    }

    public static StrategyState Evolve(StrategyState state, StrategyEvent e) => (state, e) switch
    {
        (StrategyState.NotRegistered, StrategyEvent.StrategyRegistered x) => new StrategyState.Registered(
            x.Strategy, 1, x.On, ImmutableSortedDictionary<WorkflowId, StartedWorkflow>.Empty),
        (StrategyState.Registered s, StrategyEvent.StrategyAmended x) => s with { Strategy = x.Strategy, Version = s.Version + 1 },
        (StrategyState.Registered s, StrategyEvent.WorkflowStarted x) =>
            s with { Started = s.Started.SetItem(x.Workflow, new(x.Template, x.Year, x.On)) },
        _ => throw new InvalidOperationException($"{e.GetType().Name} cannot follow {state.GetType().Name}."),
    };

    public static DateTimeOffset? NextWakeUp(StrategyState state) =>
        state is StrategyState.Registered s && Scheduled(s).FirstOrDefault() is { } next ? CivilTime.MorningOf(next.On) : null;

    /// <summary>
    /// The starts that are still to come by themselves, earliest first. A strategy registered in the middle of its period does
    /// not open the years before; the coordinator still may.
    /// </summary>
    private static IEnumerable<StrategyEvent.WorkflowStarted> Scheduled(StrategyState.Registered s)
    {
        var calendar = WorkingCalendar.Bulgaria(s.Strategy.OneOffDays);
        var period = s.Strategy.Period;
        return
            from year in Enumerable.Range(period.FirstYear, period.Years)
            where year >= s.On.Year
            from scheduled in s.Strategy.Workflows
            where scheduled.Years.Applies(period.Ordinal(year), period.Years)
            let id = IdOf(s.Strategy, scheduled.Name, year)
            where !s.Started.ContainsKey(id)
            let day = scheduled.Opens.Resolve(new(year, new DateOnly(year, 1, 1), _ => null, calendar))!.Date
            orderby day, id
            select new StrategyEvent.WorkflowStarted(id, scheduled.Template, year, day);
    }

    private static Decided<StrategyEvent> Amend(StrategyState.Registered s, StrategyCommand.Amend command, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
            return Refused(Refusals.ReasonMissing);
        if (command.Strategy.Id != s.Strategy.Id)
            return Refused(new("strategy.other", $"Municipality and period stay: '{s.Strategy.Id}'. Register another strategy instead."));
        if (!s.Started.IsEmpty && DefinitionChange.FirstSilent(s.Strategy.Indicators, command.Strategy.Indicators) is { } silent)
            return Refused(silent);
        return EventFormat.SameStrategy(s.Strategy, command.Strategy)
            ? Events([])
            : Events([new StrategyEvent.StrategyAmended(command.Strategy, today, command.Reason, command.Decision)]);
    }

    private static Decided<StrategyEvent> Start(StrategyState.Registered s, StrategyCommand.StartWorkflow command, DateOnly today)
    {
        var period = s.Strategy.Period;
        if (!period.Contains(command.Year))
        {
            return Refused(Refusals.Answer(
                "cycle.outside-period",
                $"The strategy runs from {period.FirstYear} to {period.LastYear}. Name one of these years.",
                null,
                ("first", $"{period.FirstYear}"),
                ("last", $"{period.LastYear}")));
        }

        var scheduled = s.Strategy.Workflows.FirstOrDefault(w => w.Name == command.Name && w.Years.Applies(period.Ordinal(command.Year), period.Years));
        if (scheduled is null)
            return Refused(new("cycle.unknown", $"The strategy has no workflow '{command.Name}' in {command.Year}."));
        var id = IdOf(s.Strategy, scheduled.Name, command.Year);
        return s.Started.ContainsKey(id) ? Events([]) : Events([new StrategyEvent.WorkflowStarted(id, scheduled.Template, command.Year, today)]);
    }

    private static Decided<StrategyEvent> Start(StrategyState.Registered s, StrategyCommand.StartCase command, DateOnly today)
    {
        if (!s.Strategy.Cases.Contains(command.Template))
        {
            return Refused(new("case.unknown", $"The strategy has no cases of '{command.Template}'. It has: {string.Join(", ", s.Strategy.Cases)}."));
        }

        if (!WorkflowId.TryParse($"{s.Strategy.Id}.{command.Template}.{command.Name}", null, out var id))
            return Refused(new("case.name", "Name the case in up to 40 of a-z, 0-9 and '-', such as day-centre-2018."));
        var year = Math.Clamp(today.Year, s.Strategy.Period.FirstYear, s.Strategy.Period.LastYear);
        return s.Started.ContainsKey(id) ? Events([]) : Events([new StrategyEvent.WorkflowStarted(id, command.Template, year, today)]);
    }

    public static WorkflowId IdOf(Strategy strategy, string name, int year) => WorkflowId.Create($"{strategy.Id}.{name}.{year}");

    private static Decided<StrategyEvent> Events(IReadOnlyList<StrategyEvent> events) => new Decided<StrategyEvent>.Events(events);

    private static Decided<StrategyEvent> Refused(Rejection rejection) => new Decided<StrategyEvent>.Refused(rejection);
}
