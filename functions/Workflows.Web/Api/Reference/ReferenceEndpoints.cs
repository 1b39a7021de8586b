using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Templates;
using Workflows.Web.Files;

namespace Workflows.Web.Api;

/// <summary>What every municipality shares: the index, the calendar and the templates.</summary>
internal static class ReferenceEndpoints
{
    /// <summary>Before it the law's list of holidays was another.</summary>
    private const int FirstYear = WorkingCalendar.FirstYear + 1;

    public static void MapReference(this IEndpointRouteBuilder api)
    {
        api.MapGet("", Index).WithTags("Reference").Describe("List what there is", "With the clock.");
        api.MapGet("/calendar/{year}", Calendar)
            .WithTags("Reference")
            .Describe("Read the official days off of a year", "Labour Code art. 154; ?strategy= adds the one-off days that it lists.")
            .Fails(404);
        var templates = api.MapGroup("/templates").WithTags("Reference");
        templates.MapGet("", List).Describe("List templates", "Those that are installed here, sorted by id.");
        templates.MapGet("/{id}", Get).Describe("Read a template", "Its steps with their rules and sources.").Fails(404);
    }

    private static Ok<ApiIndex> Index(ApiCall call, TimeProvider clock, ClockInfo info) => TypedResults.Ok(new ApiIndex(
        new Dictionary<string, string>
        {
            ["strategies"] = $"{call.Root}/api/strategies",
            ["workflows"] = $"{call.Root}/api/workflows",
            ["tasks"] = $"{call.Root}/api/tasks",
            ["mail"] = $"{call.Root}/api/mail",
            ["templates"] = $"{call.Root}/api/templates",
            ["keys"] = $"{call.Root}/api/keys",
            ["description"] = $"{call.Root}{WorkflowsApi.DescriptionPath}",
        },
        ClockReading.Of(clock, info)));

    private static async Task<Results<Ok<CalendarYear>, ProblemResult>> Calendar(int year, StrategyId? strategy, ApiCall call, StrategyCommands strategies)
    {
        if (year is < FirstYear or > WorkingCalendar.LastYear)
            return new ProblemResult(new("calendar.year", $"Working days are known for {FirstYear} to {WorkingCalendar.LastYear}. Name one of these years."));
        IReadOnlyList<OneOffDay> oneOffDays = [];
        if (strategy is { } id)
        {
            if (await strategies.Find(call, id) is not { } found)
                return StrategyCommands.Unknown;
            oneOffDays = found.Strategy.OneOffDays;
        }

        var calendar = WorkingCalendar.Bulgaria(oneOffDays);
        return TypedResults.Ok(new CalendarYear(
            year,
            calendar.WorkingDaysBetween(new(year - 1, 12, 31), new(year, 12, 31)),
            calendar.OfficialDaysOff(year),
            [.. oneOffDays.Where(d => d.Working && d.Date.Year == year)]));
    }

    private static Ok<Page<TemplateRow>> List(PageRequest page, TemplateLibrary library) =>
        TypedResults.Ok(page.Of(
            [.. library.Templates.Values.OrderBy(t => t.Id).Where(t => page.After is null || string.CompareOrdinal(t.Id.Value, page.After) > 0)],
            t => new TemplateRow(t.Id, t.Version, t.Title, t.Steps.Count),
            t => t.Id.Value));

    private static Results<Ok<Template>, ProblemResult> Get(TemplateId id, TemplateLibrary library) =>
        library.Templates.TryGetValue(id, out var template)
            ? TypedResults.Ok(template)
            : new ProblemResult(new("template.unknown", $"There is no template '{id}'. GET /api/templates lists those that there are."));
}

/// <param name="Links">Addresses by what is there.</param>
public sealed record ApiIndex(IReadOnlyDictionary<string, string> Links, ClockReading Clock);

/// <param name="WorkingDays">How many there are in the year.</param>
/// <param name="DaysOff">Holidays, days that stand in for them, and declared ones; weekends only when they are one of these.</param>
/// <param name="WorkedAnyway">Days off that were declared working days.</param>
public sealed record CalendarYear(int Year, int WorkingDays, IReadOnlyList<DayOff> DaysOff, IReadOnlyList<OneOffDay> WorkedAnyway);

public sealed record TemplateRow(TemplateId Id, int Version, LocalText Title, int Steps);
