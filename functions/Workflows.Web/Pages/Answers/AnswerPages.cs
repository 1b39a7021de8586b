using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Api;
using Workflows.Web.Links;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;
using Workflows.Web.Pages.Tasks;

namespace Workflows.Web.Pages.Answers;

/// <summary>Answering a task: the form, a review of what was written, sending it, the receipt. What is not sent yet is a draft.</summary>
internal static class AnswerPages
{
    /// <summary>In bytes: four documents of the largest size in one form, with what is typed beside them.</summary>
    private const long Largest = 4L * DocumentEndpoints.Limit + 1024 * 1024;

    public static void MapAnswer(this IEndpointRouteBuilder task)
    {
        task.MapMethods("/answer", Looking.Methods, Show);
        task.MapPost("/answer", Take).WithMetadata(new Size());
        task.MapMethods("/answer/review", Looking.Methods, Review);
        task.MapPost("/answer/review", Send);
        task.MapReceipt();
        task.MapSheet();
        task.MapSheetFile();
        task.MapPapers();
        task.MapDraft();
    }

    private static Task<IResult> Show(WorkflowId workflow, TaskId task, TaskDoor door, AnswerDesk desk, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, async (access, found) =>
        {
            if (!Answerable.Now(access, found, page.Clock.Today))
                return PageResult.See(access.To(workflow, task));
            var c = await desk.Context(access, found, http.RequestAborted);
            return PageResult.Of<AnswerPage>(new AnswerModel(c, await desk.Form(c, http.RequestAborted)));
        });

    private static Task<IResult> Take(
        WorkflowId workflow, TaskId task, PostedForm posted, TaskDoor door, AnswerDesk desk, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Answered, async (access, found) =>
        {
            if (!Answerable.Ever(access, found))
                return PageResult.See(access.To(workflow, task));
            var c = await desk.Context(access, found, http.RequestAborted);
            var form = await desk.Take(c, posted, form => FormButtons.Press(form, posted.Button), http.RequestAborted);
            var model = new AnswerModel(c, form);
            if (Answerable.Held(access, found, page.Clock.Today) is { } why)
                form.Wrong("", c.Say(why));
            if (!form.IsValid)
                return PageResult.Wrong<AnswerPage>(model);
            if (FormButtons.Stays(posted.Button))
                return PageResult.Of<AnswerPage>(model);
            if (posted.Button == "save")
                return AnswerDesk.SaysMore(c, form) ? PageResult.See(c.Address) : PageResult.Wrong<AnswerPage>(model with { Form = form.Wrong("", c.Say("Wrong_Nothing")) });
            return desk.Read(c, form) is null ? PageResult.Wrong<AnswerPage>(model) : PageResult.See($"{c.Address}/answer/review");
        });

    private static Task<IResult> Review(WorkflowId workflow, TaskId task, TaskDoor door, AnswerDesk desk, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, async (access, found) =>
        {
            if (!Answerable.Now(access, found, page.Clock.Today))
                return PageResult.See(access.To(workflow, task));
            var c = await desk.Context(access, found, http.RequestAborted);
            var form = await desk.Form(c, http.RequestAborted);
            return desk.Read(c, form) is { } submission
                ? PageResult.Of<ReviewPage>(new ReviewModel(c, submission, AnswerDesk.Print(c, form), form[AnswerDesk.Why]))
                : PageResult.Wrong<AnswerPage>(new AnswerModel(c, form));
        });

    private static Task<IResult> Send(
        WorkflowId workflow, TaskId task, PostedForm posted, TaskDoor door, AnswerDesk desk, WorkflowRunner runner, SubmittedDocuments documents,
        TimeProvider time, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Answered, async (access, found) =>
        {
            var c = await desk.Context(access, found, http.RequestAborted);
            if (await desk.Find(c, http.RequestAborted) is not { } draft)
                return PageResult.See(found.Task.Received.Count > 0 ? $"{c.Address}/receipt" : $"{c.Address}/answer");
            var form = new FormState(draft.Values);
            // What is sent is what was seen, not what another window has made of it since.
            if (posted.State["seen"] != AnswerDesk.Print(c, form))
                return PageResult.See($"{c.Address}/answer/review");
            if (desk.Read(c, form) is not { } submission)
                return PageResult.Wrong<AnswerPage>(new AnswerModel(c, form));
            if (await documents.Missing(found.Workflow.Context.Municipality, submission, http.RequestAborted) is { } missing)
                return PageResult.Wrong<AnswerPage>(new AnswerModel(c, form.Wrong("", RefusedText.In(c.Language, missing))));
            var result = await runner.Run(
                StreamId.Of(workflow), AnswerDesk.Command(c, form, submission), access.Caller.Actor, time.GetUtcNow(), AnswerDesk.KeyOf(c, form), http.RequestAborted);
            if (result is RunResult<WorkflowState, WorkflowEvent>.Refused refused)
                return PageResult.Wrong<AnswerPage>(new AnswerModel(c, form.Wrong("", RefusedText.In(c.Language, refused.Rejection))));
            // Stopped before this, the draft stays and is out of date by the answer that it became.
            await desk.Remove(c, CancellationToken.None);
            return PageResult.See(c.Corrects ? $"/workflows/{workflow}/tasks/{task}?done={Cycles.Act.Find(Cycles.ActScope.Task, "correct")!.Key}" : $"{c.Address}/receipt");
        });

    private sealed class Size : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => Largest;
    }
}

public sealed record AnswerModel(AnswerContext C, FormState Form);

/// <param name="Seen">What is sent back with it, so that nothing else is sent than was seen.</param>
/// <param name="Why">Why an approved answer is corrected; empty where the task is answered.</param>
public sealed record ReviewModel(AnswerContext C, Submission Submission, string Seen, string Why);
