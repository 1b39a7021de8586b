using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Strategies;
using Workflows.Web.Api;
using Workflows.Web.Files;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;

namespace Workflows.Web.Pages.Strategies;

/// <summary>Starting a year's cycle, another scheduled workflow, or a case; asked once more before it begins.</summary>
internal static class StartPages
{
    public static void MapStart(this IEndpointRouteBuilder strategies)
    {
        strategies.MapMethods("/{id}/start", Looking.Methods, Form);
        strategies.MapPost("/{id}/start", Send);
    }

    private static async Task<IResult> Form(StrategyId id, StrategyCommands commands, TemplateLibrary library, PageContext page, HttpContext http) =>
        await commands.Find(page.Caller!, id, http.RequestAborted) is { } found
            ? PageResult.Of<StartPage>(new StartModel(found.Strategy, StartChoice.Of(found, library, page.Clock.Today), FormKeys.New(), null))
            : PageResult.NotFound;

    private static async Task<IResult> Send(
        StrategyId id, PostedForm form, StrategyCommands commands, TemplateLibrary library, PageContext page, HttpContext http)
    {
        if (await commands.Find(page.Caller!, id, http.RequestAborted) is not { } found)
            return PageResult.NotFound;
        var state = form.State.Keyed();
        // Also one that was started since the form was shown: starting it again leads to it.
        var all = StartChoice.Of(found, library, page.Clock.Today, started: true);
        var model = new StartModel(found.Strategy, [.. all.Where(c => !c.Started)], state, all.FirstOrDefault(c => c.Value == state["what"]));
        if (model.Chosen is not { } chosen)
            state.Wrong("what", Text(page, "Missing_What"));
        else if (chosen.IsCase && CaseName.Of(state["name"]) is null)
            state.Wrong("name", Text(page, "Missing_Name"));
        if (!state.IsValid || model.Chosen is not { } start)
            return PageResult.Wrong<StartPage>(model with { Chosen = null });
        switch (form.Button)
        {
            case "change":
                return PageResult.Of<StartPage>(model with { Chosen = null });
            case not "send":
                return PageResult.Of<StartConfirmPage>(model);
        }

        var name = CaseName.Of(state["name"]);
        StrategyCommand command = start.IsCase ? new StrategyCommand.StartCase(start.Template, name!) : new StrategyCommand.StartWorkflow(start.Name, start.Year);
        var workflow = start.IsCase ? WorkflowId.Create($"{id}.{start.Template}.{name}") : StrategyDecider.IdOf(found.Strategy, start.Name, start.Year);
        return await commands.Run(page.Caller!, id, command, FormKeys.Of(page.Caller!, $"/strategies/{id}/start", state, [$"{workflow}"]), http.RequestAborted) switch
        {
            RunResult<StrategyState, StrategyEvent>.Refused refused => PageResult.Wrong<StartPage>(
                model with { Chosen = null, Form = state.Wrong(start.IsCase ? "name" : "what", RefusedText.In(page.Language, refused.Rejection)) }),
            _ => PageResult.See($"/workflows/{workflow}?done={Cycles.CyclePages.Started}"),
        };
    }

    private static string Text(PageContext page, string key) => Texts.In<StrategiesText>(page.Language, key);
}

/// <summary>Something that can be started.</summary>
/// <param name="Value">In the form.</param>
/// <param name="Name">Of a scheduled workflow.</param>
/// <param name="Opens">The day on which it would open by itself; null for cases.</param>
public sealed record StartChoice(string Value, LocalText Title, TemplateId Template, string Name, int Year, DateOnly? Opens, bool Started)
{
    public bool IsCase => Opens is null;

    internal static IReadOnlyList<StartChoice> Of(StrategyState.Registered found, TemplateLibrary library, DateOnly today, bool started = false)
    {
        var strategy = found.Strategy;
        var calendar = Core.Calendar.WorkingCalendar.Bulgaria(strategy.OneOffDays);
        var scheduled =
            from year in Enumerable.Range(strategy.Period.FirstYear, strategy.Period.Years)
            from workflow in strategy.Workflows
            where workflow.Years.Applies(strategy.Period.Ordinal(year), strategy.Period.Years)
            let isStarted = found.Started.ContainsKey(StrategyDecider.IdOf(strategy, workflow.Name, year))
            where started || !isStarted
            select new StartChoice(
                string.Create(CultureInfo.InvariantCulture, $"{workflow.Name}.{year}"), TitleOf(library, workflow.Template), workflow.Template, workflow.Name, year,
                workflow.Opens.DateIn(new(year, new(year, 1, 1), _ => null, calendar)), isStarted);
        // The year that people mean is this one or the next; the rest of the period comes after.
        return
        [
            .. scheduled.OrderBy(s => Math.Abs(s.Year - today.Year)).ThenBy(s => s.Year).Take(started ? int.MaxValue : 6),
            .. strategy.Cases.Select(c => new StartChoice($"case.{c}", TitleOf(library, c), c, "", today.Year, null, false)),
        ];
    }

    private static LocalText TitleOf(TemplateLibrary library, TemplateId template) =>
        library.Templates.TryGetValue(template, out var known) ? known.Title : new(template.Value, template.Value);
}

/// <param name="Chosen">What is about to be started; null while it is being chosen.</param>
public sealed record StartModel(Strategy Strategy, IReadOnlyList<StartChoice> Choices, FormState Form, StartChoice? Chosen);
