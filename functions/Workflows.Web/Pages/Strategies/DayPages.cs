using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Strategies;
using Workflows.Web.Access;
using Workflows.Web.Api;
using Workflows.Web.Keys;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;

namespace Workflows.Web.Pages.Strategies;

/// <summary>The one-off days that the government declares. Before a change counts, the page shows which open deadlines it would move.</summary>
internal static class DayPages
{
    public static void MapDays(this IEndpointRouteBuilder strategies)
    {
        strategies.MapMethods("/{id}/days", Looking.Methods, Form);
        strategies.MapPost("/{id}/days", Send);
    }

    private static async Task<IResult> Form(StrategyId id, StrategyCommands commands, PageContext page, HttpContext http) =>
        await commands.Find(page.Caller!, id, http.RequestAborted) is { } found
            ? PageResult.Of<DaysPage>(new DaysModel(found.Strategy, FormKeys.New(), null, []))
            : PageResult.NotFound;

    private static async Task<IResult> Send(StrategyId id, PostedForm form, StrategyCommands commands, Reach reach, TimeProvider time, PageContext page, HttpContext http)
    {
        if (await commands.Find(page.Caller!, id, http.RequestAborted) is not { } found)
            return PageResult.NotFound;
        var state = form.State.Keyed();
        var model = new DaysModel(found.Strategy, state, null, []);
        // Sent once more after it counted, the change is there already and is only led to.
        var sent = form.Button == "send";
        if (Change(found.Strategy, state, page.Language, sent) is not var (day, removed))
            return PageResult.Wrong<DaysPage>(model);
        if (form.Button == "change")
            return PageResult.Of<DaysPage>(model);
        var others = found.Strategy.OneOffDays.Where(d => d.Date != day.Date);
        var amended = found.Strategy with { OneOffDays = [.. (removed ? others : others.Append(day)).OrderBy(d => d.Date)] };
        if (!sent)
        {
            return PageResult.Of<DaysConfirmPage>(
                model with { Change = new(day, removed), Moved = await Moved(found, amended, reach, page.Caller!, time.GetUtcNow(), http.RequestAborted) });
        }

        var reason = Texts.In<StrategiesText>(Language.Bg, removed ? "Day_Removed_Reason" : "Day_Added_Reason", CivilDate.Format(day.Date, Language.Bg), day.Reason.Bg);
        var key = FormKeys.Of(page.Caller!, $"/strategies/{id}/days", state, [$"{day.Date:O} {day.Working} {removed}", day.Reason.Bg, day.Reason.En]);
        return await commands.Run(page.Caller!, id, new StrategyCommand.Amend(amended, reason, null), key, http.RequestAborted) switch
        {
            RunResult<StrategyState, StrategyEvent>.Refused refused => PageResult.Wrong<DaysPage>(model with { Form = state.Wrong("", RefusedText.In(page.Language, refused.Rejection)) }),
            _ => PageResult.See($"/strategies/{id}?done=Days"),
        };
    }

    private static (OneOffDay Day, bool Removed)? Change(Strategy strategy, FormState form, Language language, bool sent)
    {
        if (form["remove"] is { Length: > 0 } remove)
        {
            if (strategy.OneOffDays.FirstOrDefault(d => d.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == remove) is { } gone)
                return (gone, true);
            if (sent && ReadDate(remove) is { } past)
                return (new(past, false, new("", "")), true);
            form.Wrong("", Texts.In<StrategiesText>(language, "Day_Unknown"));
            return null;
        }

        var date = ReadDate(form["date"]);
        if (date is null || date.Value.Year < strategy.Period.FirstYear - 1 || date.Value.Year > strategy.Period.LastYear + 2)
            form.Wrong("date", Texts.In<StrategiesText>(language, "Wrong_Date"));
        else if (!sent && strategy.OneOffDays.Any(d => d.Date == date))
            form.Wrong("date", Texts.In<StrategiesText>(language, "Wrong_Twice"));
        if (form["working"] is not ("yes" or "no"))
            form.Wrong("working", Texts.In<StrategiesText>(language, "Missing_Working"));
        if (form["bg"].Length is 0 or > 300)
            form.Wrong("bg", Texts.In<StrategiesText>(language, "Missing_Why"));
        if (form["en"].Length is 0 or > 300)
            form.Wrong("en", Texts.In<StrategiesText>(language, "Missing_Why"));
        return form.IsValid ? (new(date!.Value, form["working"] == "yes", new(form["bg"], form["en"])), false) : null;
    }

    /// <summary>What each workflow would decide if it were told of the amended strategy now.</summary>
    private static async ValueTask<IReadOnlyList<MovedDeadline>> Moved(
        StrategyState.Registered found, Strategy amended, Reach reach, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var moved = new List<MovedDeadline>();
        foreach (var (id, started) in found.Started)
        {
            if (await reach.Workflow(caller, id, cancellation) is not { State: WorkflowState.Running or WorkflowState.Suspended } running || WorkflowViews.WorkflowOf(running.State) is not { } w)
                continue;
            var command = new WorkflowCommand.ChangeContext(WorkflowContext.Of(amended, started.Year));
            if (WorkflowDecider.Decide(running.State, command, Actor.System, now) is not Decided<WorkflowEvent>.Events decided)
                continue;
            moved.AddRange(
                from e in decided.List.OfType<WorkflowEvent.DeadlineMoved>()
                where w.Tasks.ContainsKey(e.Task)
                let task = w.Tasks[e.Task]
                select new MovedDeadline(w, task, e.Deadline.Due));
        }

        return moved;
    }

    private static DateOnly? ReadDate(string typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

public sealed record MovedDeadline(Workflow Workflow, WorkflowTask Task, DateOnly To);

public sealed record DayChange(OneOffDay Day, bool Removed);

/// <param name="Change">What is about to be changed; null while it is being written.</param>
/// <param name="Moved">Open deadlines that would move by it.</param>
public sealed record DaysModel(Strategy Strategy, FormState Form, DayChange? Change, IReadOnlyList<MovedDeadline> Moved);
