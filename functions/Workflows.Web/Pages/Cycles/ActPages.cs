using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Api;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;

namespace Workflows.Web.Pages.Cycles;

/// <summary>Everything that is done to a workflow, in the same two pages: the form, and what will come of it, with a button that does it.</summary>
internal static class ActPages
{
    public static void MapActs(this IEndpointRouteBuilder workflow)
    {
        foreach (var at in (string[])["/do/{act}", "/tasks/{task}/do/{act}", "/steps/{step}/do/{act}", "/recommendations/{recommendation}/do/{act}"])
        {
            workflow.MapMethods(at, Looking.Methods, Form);
            workflow.MapPost(at, Send);
        }
    }

    private static async Task<IResult> Form(
        WorkflowId id, string act, SubjectFinder finder, HttpContext http, TaskId? task = null, StepId? step = null, string? recommendation = null)
    {
        if (await finder.Find(id, task, step, recommendation, http.RequestAborted) is not { } subject || Act.Find(subject.Scope, act) is not { } found)
            return PageResult.NotFound;
        // Somebody else was faster, or the address was kept: its page says how things stand.
        return found.IsOffered(subject)
            ? PageResult.Of<ActPage>(new ActModel(subject, found, ActValues.Begin(found, subject)))
            : PageResult.See(subject.Address);
    }

    private static async Task<IResult> Send(
        WorkflowId id, string act, PostedForm form, SubjectFinder finder, WorkflowCommands workflows, TimeProvider time, PageContext page, HttpContext http,
        TaskId? task = null, StepId? step = null, string? recommendation = null)
    {
        if (await finder.Find(id, task, step, recommendation, http.RequestAborted) is not { } subject || Act.Find(subject.Scope, act) is not { } found)
            return PageResult.NotFound;
        if (found.Name == "migrate" && subject.Newer is null)
            return PageResult.See(subject.Address);
        var model = new ActModel(subject, found, form.State.Keyed());
        if (ActValues.Read(found, subject, model.Form, page.Language) is not { } values)
            return PageResult.Wrong<ActPage>(model);
        var command = found.Command(subject, values);
        if (form.Button == "change")
            return PageResult.Of<ActPage>(model);
        if (form.Button != "send")
        {
            return WorkflowDecider.Decide(subject.State, command, page.Caller!.Actor, time.GetUtcNow()) switch
            {
                Decided<WorkflowEvent>.Refused refused => Refused(refused.Rejection),
                Decided<WorkflowEvent>.Events events => PageResult.Of<ConfirmPage>(model with { Follows = events.List }),
                var decided => throw new InvalidOperationException($"Unknown decision {decided}."),
            };
        }

        // Of the form, not of the command: the same button pressed twice is one command even when time has made it another.
        var said = ActValues.Asked(found, subject).Select(i => $"{i.Name}={model.Form[i.Name]}").Concat(values.Fields.Select(f => $"{f.Key}={f.Value}"));
        return await workflows.Run(page.Caller!, id, command, FormKeys.Of(page.Caller!, subject.To(act), model.Form, said), http.RequestAborted) switch
        {
            null => PageResult.NotFound,
            RunResult<WorkflowState, WorkflowEvent>.Refused refused => Refused(refused.Rejection),
            _ => PageResult.See($"{subject.Address}?done={found.Key}"),
        };

        IResult Refused(Rejection rejection)
        {
            var field = rejection.Data?.GetValueOrDefault("field") ?? "";
            model.Form.Wrong(ActValues.Asked(found, subject).Any(i => i.Name == field) ? field : "", RefusedText.In(page.Language, rejection));
            return PageResult.Wrong<ActPage>(model);
        }
    }
}

public sealed record ActModel(ActSubject Subject, Act Act, FormState Form)
{
    /// <summary>What would happen, before it is confirmed.</summary>
    public IReadOnlyList<WorkflowEvent> Follows { get; init; } = [];
}
