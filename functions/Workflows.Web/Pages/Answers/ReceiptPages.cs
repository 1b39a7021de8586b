using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Links;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;
using Workflows.Web.Pages.Tasks;

namespace Workflows.Web.Pages.Answers;

/// <summary>The receipt of each answer, with what was said; and the number of the same answer in the secure delivery service, also later.</summary>
internal static class ReceiptPages
{
    public static void MapReceipt(this IEndpointRouteBuilder task)
    {
        task.MapMethods("/receipt", Looking.Methods, Show);
        task.MapPost("/receipt", Record);
    }

    private static Task<IResult> Show(WorkflowId workflow, TaskId task, int? number, TaskDoor door, PageContext page, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, (access, found) =>
        {
            if (Find(found.Task, number ?? found.Task.Received.Count) is not { } received)
                return Task.FromResult(PageResult.NotFound);
            var form = new FormState();
            SecureDelivery.Fill(form, received.SecureDelivery);
            return Task.FromResult<IResult>(PageResult.Of<ReceiptPage>(new ReceiptModel(new(access, found, page.Language, page.Clock.Today), received, form)));
        });

    private static Task<IResult> Record(
        WorkflowId workflow, TaskId task, PostedForm posted, TaskDoor door, WorkflowRunner runner, TimeProvider time, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Answered, async (access, found) =>
        {
            var form = posted.State;
            if (!int.TryParse(form["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || Find(found.Task, number) is not { } received)
                return PageResult.NotFound;
            var c = new AnswerContext(access, found, page.Language, page.Clock.Today);
            var model = new ReceiptModel(c, received, form);
            var delivery = SecureDelivery.Read(form, c);
            if (delivery is null && form.IsValid)
                form.Wrong(SecureDelivery.Number, c.Say("Wrong_SecureNumber"));
            if (!form.IsValid)
                return PageResult.Wrong<ReceiptPage>(model);
            return await runner.Run(
                StreamId.Of(workflow), new WorkflowCommand.RecordSecureDelivery(task, number, delivery!), access.Caller.Actor, time.GetUtcNow(), null, http.RequestAborted)
                is RunResult<WorkflowState, WorkflowEvent>.Refused refused
                ? PageResult.Wrong<ReceiptPage>(model with { Form = form.Wrong("", RefusedText.In(c.Language, refused.Rejection)) })
                : PageResult.See(string.Create(CultureInfo.InvariantCulture, $"{c.Address}/receipt?number={number}"));
        });

    private static Received? Find(WorkflowTask task, int number) => task.Received.Find(r => r.Number == number);
}

/// <param name="Form">Of its number in the secure delivery service.</param>
public sealed record ReceiptModel(AnswerContext C, Received Received, FormState Form);
