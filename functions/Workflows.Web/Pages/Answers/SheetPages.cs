using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;
using Workflows.Web.Links;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Tasks;

namespace Workflows.Web.Pages.Answers;

/// <summary>The values of one indicator, in tables. Each page leads to the next one that is not whole yet.</summary>
internal static class SheetPages
{
    public static void MapSheet(this IEndpointRouteBuilder task)
    {
        task.MapMethods("/answer/values/{indicator}", Looking.Methods, Show);
        task.MapPost("/answer/values/{indicator}", Take);
    }

    private static Task<IResult> Show(
        WorkflowId workflow, TaskId task, IndicatorId indicator, TaskDoor door, AnswerDesk desk, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, async (access, found) =>
        {
            if (!Answerable.Now(access, found, page.Clock.Today))
                return PageResult.See(access.To(workflow, task));
            var c = await desk.Context(access, found, http.RequestAborted);
            return Find(c, indicator) is { } known
                ? PageResult.Of<SheetPage>(new SheetModel(c, await desk.Form(c, http.RequestAborted), known))
                : PageResult.NotFound;
        });

    private static Task<IResult> Take(
        WorkflowId workflow, TaskId task, IndicatorId indicator, PostedForm posted, TaskDoor door, AnswerDesk desk, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Answered, async (access, found) =>
        {
            if (!Answerable.Ever(access, found))
                return PageResult.See(access.To(workflow, task));
            var c = await desk.Context(access, found, http.RequestAborted);
            if (Find(c, indicator) is not { } known)
                return PageResult.NotFound;
            var form = await desk.Take(c, posted, null, http.RequestAborted);
            if (Answerable.Held(access, found, page.Clock.Today) is { } why)
                form.Wrong("", c.Say(why));
            // Left for later: whatever is there is kept as it is.
            if (form.IsValid && posted.Button == "back" && AnswerDesk.SaysMore(c, form))
                return PageResult.See($"{c.Address}/answer");
            if (form.IsValid)
                ValuesForm.Read(form, c, known, [], []);
            if (!form.IsValid)
                return PageResult.Wrong<SheetPage>(new SheetModel(c, form, known));
            var owed = ValuesForm.Owed(c);
            var next = owed.SkipWhile(i => i.Id != indicator).Skip(1).Concat(owed).FirstOrDefault(i => ValuesForm.IsWhole(form, c, i) is not true);
            return PageResult.See(next is null ? $"{c.Address}/answer" : $"{c.Address}/answer/values/{next.Id}");
        });

    private static Indicator? Find(AnswerContext c, IndicatorId id) =>
        c.Step.Kind is StepKind.CollectIndicators ? ValuesForm.Owed(c).FirstOrDefault(i => i.Id == id) : null;
}

public sealed record SheetModel(AnswerContext C, FormState Form, Indicator Indicator);
