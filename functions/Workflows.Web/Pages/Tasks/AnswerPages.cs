using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Templates;
using Workflows.Web.Access;
using Workflows.Web.Links;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Tasks;

/// <summary>Answering an activity: the form, a review of what was written, sending it, the receipt. Nothing is kept before it is sent.</summary>
internal static class AnswerPages
{
    private const int LongestNote = 10_000;

    public static void MapAnswer(this IEndpointRouteBuilder task)
    {
        task.MapPage("/answer", Form);
        task.MapPost("/answer", Send);
        task.MapPage("/receipt", Receipt);
    }

    private static Task<IResult> Form(WorkflowId workflow, TaskId task, TaskDoor door, PageContext page, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, (access, found) =>
        {
            if (!Answers.MayBegin(found, page.Clock.Today))
                return Task.FromResult(PageResult.See(access.To(workflow, task)));
            // What was said before is corrected, not typed again.
            var form = new FormState { ["id"] = Guid.NewGuid().ToString("N") };
            if (found.Task.Received is [.., { Submission: { Answer: Answer.Done done } last }])
            {
                form["note"] = done.Note;
                AnswerFields.Fill(form, found.Workflow.StepOf(found.Task)!.Fields, last);
            }

            return Task.FromResult<IResult>(PageResult.Of<AnswerPage>(new AnswerModel(access, found, form)));
        });

    private static Task<IResult> Send(
        WorkflowId workflow, TaskId task, PostedForm form, TaskDoor door, WorkflowRunner runner, TimeProvider time, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Answered, async (access, found) =>
        {
            var state = form.State;
            if (!Answers.HasForm(found))
                return PageResult.NotFound;
            if (state["note"].Length is 0 or > LongestNote)
                state.Wrong("note", Texts.In<TasksText>(page.Language, state["note"].Length == 0 ? "Wrong_Note" : "Wrong_NoteLong", LongestNote));
            var fields = AnswerFields.Read(found.Workflow.StepOf(found.Task)!.Fields, state, page.Language);
            var model = new AnswerModel(access, found, state) { Read = fields };
            if (!state.IsValid)
                return PageResult.Wrong<AnswerPage>(model);
            switch (form.Button)
            {
                case "change":
                    return PageResult.Of<AnswerPage>(model);
                case not "send":
                    return PageResult.Of<ReviewPage>(model);
            }

            var submission = new Submission(new Answer.Done(state["note"]), fields, []);
            // The same form sent twice is one answer, and both times leads to its receipt.
            var key = new CommandKey(Hash($"form\n{access.Caller.KeyId}\n{workflow}\n{task}\n{state["id"]}"), Hash(string.Join('\n', fields.Select(f => $"{f.Key}={f.Value}").Prepend(state["note"]))));
            return await runner.Run(
                StreamId.Of(workflow), new WorkflowCommand.Submit(task, submission), access.Caller.Actor, time.GetUtcNow(), key, http.RequestAborted) switch
            {
                RunResult<WorkflowState, WorkflowEvent>.Refused refused => PageResult.Wrong<AnswerPage>(
                    model with { Form = state.Wrong("", Texts.In<TasksText>(page.Language, Refusal(refused.Rejection))) }),
                _ => PageResult.See($"{access.To(workflow, task)}/receipt"),
            };
        });

    private static Task<IResult> Receipt(WorkflowId workflow, TaskId task, TaskDoor door, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, (access, found) =>
            Task.FromResult<IResult>(found.Task.Received.Count == 0 ? PageResult.NotFound : PageResult.Of<ReceiptPage>(new TaskModel(access, found))));

    /// <summary>What may come between the form and its sending: time, the coordinator, or another copy of the form.</summary>
    private static string Refusal(Rejection rejection) => rejection.Code switch
    {
        "task.closed" => "Refused_Closed",
        "task.finished" or "workflow.ended" => "Refused_Finished",
        "workflow.suspended" => "Refused_Suspended",
        _ => "Refused_Other",
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

public sealed record AnswerModel(TaskAccess Access, ReachedTask Found, FormState Form)
{
    public string Address => Access.To(Found.Workflow.Id, Found.Task.Id);

    public Step Step => Found.Workflow.StepOf(Found.Task)!;

    /// <summary>The step's further fields as they would be submitted.</summary>
    public IReadOnlyDictionary<string, string> Read { get; init; } = new Dictionary<string, string>();
}
