using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>Answering tasks, and accepting, returning and correcting the answers.</summary>
internal static class AnswerEndpoints
{
    public static void MapAnswers(this IEndpointRouteBuilder api)
    {
        var task = api.MapGroup("/workflows/{id}/tasks/{task}").WithTags("Tasks");
        task.MapPost("/submit", Submit)
            .Describe("Answer a task", "With the kind of answer that the task asks for. Documents are uploaded first and named by their hashes.")
            .FailsAsCommand();
        task.MapPost("/secure-delivery", RecordSecureDelivery)
            .Describe("Record secure delivery", "Number and time of an answer in the state's secure delivery service, where they became known after it was sent.")
            .FailsAsCommand();
        task.MapPost("/schedule", Schedule).Describe("Schedule a meeting", "Every institution is invited; scheduling it anew moves the invitation.").FailsAsCommand();
        task.MapPost("/comment", Comment).Describe("Comment on a task", "Mailed to the other side: the owner or the coordinator.").FailsAsCommand();
        task.MapPost("/accept", Accept).RequireAuthorization(KeyPolicies.Coordinates).Describe("Accept an answer", "It is frozen from then on.").FailsAsCommand();
        task.MapPost("/return", Return)
            .RequireAuthorization(KeyPolicies.Coordinates)
            .Describe("Return an answer", "With what has to be mended; the owner gets the step's working days again.")
            .FailsAsCommand();
        task.MapPost("/correct", Correct)
            .RequireAuthorization(KeyPolicies.Coordinates)
            .Describe("Correct an accepted answer", "A new answer that points at the one it replaces, which stays in the record.")
            .FailsAsCommand();
    }

    private static Task<Results<Ok<Receipt>, ProblemResult>> Submit(WorkflowId id, TaskId task, Body<SubmitRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.RunWithAnswer(call, id, task, body.Value.ToSubmission(), s => new WorkflowCommand.Submit(task, s));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Correct(WorkflowId id, TaskId task, Body<CorrectRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.RunWithAnswer(call, id, task, body.Value.ToSubmission(), s => new WorkflowCommand.Correct(task, s, body.Value.Reason));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Accept(WorkflowId id, TaskId task, Body<AcceptRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.Run(call, id, task, new WorkflowCommand.Accept(task, body.Value.Note));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Return(WorkflowId id, TaskId task, Body<ReasonRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.Run(call, id, task, new WorkflowCommand.Return(task, body.Value.Reason));

    private static Task<Results<Ok<Receipt>, ProblemResult>> RecordSecureDelivery(
        WorkflowId id, TaskId task, Body<SecureDeliveryRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.Run(call, id, task, new WorkflowCommand.RecordSecureDelivery(task, body.Value.Number, body.Value.Delivery));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Schedule(WorkflowId id, TaskId task, Body<MeetingPlan> body, ApiCall call, TaskCommands tasks) =>
        tasks.Run(call, id, task, new WorkflowCommand.ScheduleMeeting(task, body.Value));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Comment(WorkflowId id, TaskId task, Body<CommentRequest> body, ApiCall call, TaskCommands tasks) =>
        tasks.Run(call, id, task, new WorkflowCommand.Comment(call.NewCommentId(), task, body.Value.Text));
}

/// <param name="Answer">Its <c>kind</c> is what the task asks for.</param>
/// <param name="Fields">By field id: numbers with a point, dates as yyyy-MM-dd, yes or no.</param>
/// <param name="Evidence">Documents that the step demands.</param>
/// <param name="SecureDelivery">Number and time in the state's secure delivery service, where it was sent there too.</param>
public sealed record SubmitRequest(
    Answer Answer, IReadOnlyDictionary<string, string?>? Fields, IReadOnlyList<Evidence>? Evidence, string? SecureDelivery)
{
    internal Submission ToSubmission() => Submissions.Of(Answer, Fields, Evidence, SecureDelivery);
}

/// <inheritdoc cref="SubmitRequest"/>
/// <param name="Reason">Kept and shown with the record.</param>
public sealed record CorrectRequest(
    Answer Answer, IReadOnlyDictionary<string, string?>? Fields, IReadOnlyList<Evidence>? Evidence, string? SecureDelivery, string Reason)
{
    internal Submission ToSubmission() => Submissions.Of(Answer, Fields, Evidence, SecureDelivery);
}

/// <param name="Number">Of the answer, from its receipt.</param>
/// <param name="Delivery">Number and time in the service.</param>
public sealed record SecureDeliveryRequest(int Number, string Delivery);

/// <param name="Note">Passed on to the owner.</param>
public sealed record AcceptRequest(string? Note);

internal static class Submissions
{
    /// <summary>A field without a value is one that was left out; fields are kept in the order of their ids, so that equal answers are equal bytes.</summary>
    public static Submission Of(
        Answer answer, IReadOnlyDictionary<string, string?>? fields, IReadOnlyList<Evidence>? evidence, string? secureDelivery) => new(
        answer,
        new SortedDictionary<string, string>(
            (fields ?? new Dictionary<string, string?>()).Where(f => f.Value is not null).ToDictionary(f => f.Key, f => f.Value!), StringComparer.Ordinal),
        evidence ?? [],
        secureDelivery);
}
