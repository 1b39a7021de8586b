using Workflows.Core.Calendar;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;

namespace Workflows.Core.Strategies;

/// <summary>
/// A municipality's strategy for a period of years: who takes part, what is measured, what is aimed at, and which
/// workflows run when. Its id follows from municipality and period.
/// </summary>
/// <param name="LegalBasis">The law it stands on; it changed in 2019, so it is data.</param>
/// <param name="Parent">The regional or national strategy that it carries out a part of.</param>
/// <param name="Coordinator">The institution that accepts answers and is told of what is late.</param>
/// <param name="Workflows">What opens by itself, and when.</param>
/// <param name="Cases">Templates that a coordinator may start at any time.</param>
/// <param name="Records">Everything of the source document that is held as data: roles, duties, rules, facilities.</param>
public sealed record Strategy(
    Municipality Municipality,
    LocalText Title,
    StrategyPeriod Period,
    LocalText LegalBasis,
    LocalText? Parent,
    InstitutionId Coordinator,
    IReadOnlyList<Institution> Institutions,
    IReadOnlyList<Service> Services,
    IReadOnlyList<Dimension> Dimensions,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<Priority> Priorities,
    IReadOnlyList<ScheduledWorkflow> Workflows,
    IReadOnlyList<TemplateId> Cases,
    IReadOnlyList<OneOffDay> OneOffDays,
    IReadOnlyList<SourceRecord> Records)
{
    public StrategyId Id => StrategyId.Create($"{Municipality.Id}-{Period.FirstYear}-{Period.LastYear}");

    public Institution? Find(InstitutionId id) => Institutions.FirstOrDefault(i => i.Id == id);

    /// <summary>The same strategy for other years: targets and workflows count years from the first, so nothing else moves.</summary>
    public Strategy BeginningIn(int firstYear) => this with { Period = Period with { FirstYear = firstYear } };
}

/// <param name="Region">The district whose regional council and directorates the municipality answers to.</param>
public sealed record Municipality(MunicipalityId Id, LocalText Name, LocalText Region);

public sealed record StrategyPeriod(int FirstYear, int Years)
{
    public int LastYear => FirstYear + Years - 1;

    public bool Contains(int year) => year >= FirstYear && year <= LastYear;

    /// <summary>1 for the first year.</summary>
    public int Ordinal(int year) => year - FirstYear + 1;
}

/// <param name="Implements">It delivers what the strategy plans; nobody from it may sit on the external evaluation team.</param>
/// <param name="KeyParticipant">Reports to the regional council at least once a year.</param>
/// <param name="Duties">What the source document lays on it, held as data.</param>
public sealed record Institution(
    InstitutionId Id,
    RoleId Role,
    LocalText Name,
    IReadOnlyList<Contact> Contacts,
    bool Implements,
    bool KeyParticipant,
    IReadOnlyList<SourceRecord> Duties);

public sealed record Contact(string Name, string Email, Language Language);

/// <param name="Provider">The institution that delivers it.</param>
/// <param name="Funding">Who pays: <c>state-delegated</c>, <c>municipal</c> or <c>external</c>.</param>
/// <param name="Licence">Number and validity of the provider's licence, where one is required.</param>
public sealed record Service(ServiceId Id, LocalText Name, InstitutionId Provider, string Funding, string? Licence);

/// <summary>A priority direction with its goals. Codes are labels as the document prints them, never keys.</summary>
public sealed record Priority(string Code, LocalText Title, IReadOnlyList<Goal> Goals, IReadOnlyList<string> Duties);

/// <param name="General">The general goal of a priority; the others are specific.</param>
/// <param name="Participants">Institutions that take part in it.</param>
public sealed record Goal(
    string Code, LocalText Title, bool General, IReadOnlyList<PlannedMeasure> Measures, IReadOnlyList<InstitutionId> Participants, IReadOnlyList<string> Duties);

public sealed record PlannedMeasure(string Code, LocalText Title, IReadOnlyList<PlannedActivity> Activities, IReadOnlyList<string> Duties);

/// <param name="Owner">Null where the document names none; the gap is shown, not filled.</param>
/// <param name="Points">Outcomes, skills or topics listed under it.</param>
public sealed record PlannedActivity(
    string Code, LocalText Title, InstitutionId? Owner, string? Funding, IReadOnlyList<PlannedPoint> Points, IReadOnlyList<string> Duties);

public sealed record PlannedPoint(LocalText Text, IReadOnlyList<string> Duties);

/// <param name="Name">Names the workflow within a year, such as <c>cycle</c>.</param>
/// <param name="Opens">A fixed day in the year; always the municipality's choice.</param>
public sealed record ScheduledWorkflow(string Name, TemplateId Template, StepYears Years, DueRule Opens);

/// <summary>A line of the source document that is held as data, with the duties it carries.</summary>
public sealed record SourceRecord(string Id, LocalText Text, IReadOnlyList<string> Duties);
