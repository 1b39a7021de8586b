using System.Text.Json.Serialization;
using Workflows.Core.Calendar;
using Workflows.Core.Indicators;
using Workflows.Core.Strategies;

namespace Workflows.Core.Engine;

/// <summary>
/// What a workflow knows of its strategy: copied in when it is opened, replaced when the strategy is amended.
/// Contacts are not in it, so that no event holds anybody's address.
/// </summary>
/// <param name="Year">The year of the strategy that the workflow belongs to.</param>
public sealed record WorkflowContext(
    MunicipalityId Municipality,
    LocalText MunicipalityName,
    StrategyId Strategy,
    StrategyPeriod Period,
    int Year,
    InstitutionId Coordinator,
    IReadOnlyList<Participant> Participants,
    IReadOnlyList<Service> Services,
    [property: JsonConverter(typeof(KeptJson<IReadOnlyList<Dimension>>))] IReadOnlyList<Dimension> Dimensions,
    [property: JsonConverter(typeof(KeptJson<IReadOnlyList<Indicator>>))] IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<OneOffDay> OneOffDays)
{
    // Belongs to the days it was made of: a copy of the record with other days makes its own.
    private Derived<IReadOnlyList<OneOffDay>, WorkingCalendar>? _calendar;

    [JsonIgnore]
    public WorkingCalendar Calendar
    {
        get
        {
            if (_calendar is not { } calendar || !ReferenceEquals(calendar.Of, OneOffDays))
                _calendar = calendar = new(OneOffDays, WorkingCalendar.Bulgaria(OneOffDays));
            return calendar.Made;
        }
    }

    public Participant? Find(InstitutionId id) => Participants.FirstOrDefault(p => p.Id == id);

    public IEnumerable<Participant> InRole(RoleId role) => Participants.Where(p => p.Role == role);

    public static WorkflowContext Of(Strategy strategy, int year) => new(
        strategy.Municipality.Id,
        strategy.Municipality.Name,
        strategy.Id,
        strategy.Period,
        year,
        strategy.Coordinator,
        [.. strategy.Institutions.Select(i => new Participant(i.Id, i.Role, i.Name, i.Implements))],
        strategy.Services,
        strategy.Dimensions,
        strategy.Indicators,
        strategy.OneOffDays);
}

/// <param name="Implements">It delivers what the strategy plans.</param>
public sealed record Participant(InstitutionId Id, RoleId Role, LocalText Name, bool Implements);
