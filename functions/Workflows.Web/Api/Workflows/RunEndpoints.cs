using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Files;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>What a coordinator does to a workflow as a whole.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        var workflow = api.MapGroup("/workflows/{id}").WithTags("Workflows").RequireAuthorization(KeyPolicies.Coordinates);
        workflow.MapPost("/suspend", Suspend).Describe("Suspend a workflow", "Nothing is due and nobody is reminded until it is resumed.").FailsAsCommand();
        workflow.MapPost("/resume", Resume).Describe("Resume a suspended workflow", "Open deadlines move by the working days it stood still.").FailsAsCommand();
        workflow.MapPost("/cancel", Cancel).Describe("Cancel a workflow", "For good: what is open is withdrawn and its owners are told.").FailsAsCommand();
        workflow.MapPost("/migrate", Migrate)
            .Describe("Move a workflow to the present version of its template", "?dryRun=true answers what would happen and saves nothing.")
            .FailsAsCommand();
        workflow.MapPost("/steps/{step}/waive", WaiveStep).Describe("Waive a step", "What is open in it is waived, or the whole of one that has not opened.").FailsAsCommand();
        workflow.MapPost("/steps/{step}/tasks", AddTask)
            .Describe("Add a meeting or a visit", "One more than the template asks for, in a step that is open. One that nobody has begun serves instead of a new one.")
            .FailsAsCommand();
        workflow.MapPost("/recommendations/{recommendation}/assign", Assign)
            .Describe("Assign a recommendation", "Who is to carry it out and by when; reminders run as for a task, also after the workflow has ended. Again, with another owner or day, changes it.")
            .FailsAsCommand();
        workflow.MapPost("/recommendations/{recommendation}/settle", Settle)
            .Describe("Settle a recommendation", "Adopted, declined or done, with the number of the decision if one was made. One that was adopted is still to be carried out.")
            .FailsAsCommand();
        workflow.MapPost("/comments", Comment).Describe("Comment on a workflow", "Kept with its events.").FailsAsCommand();
    }

    private static Task<Results<Ok<Receipt>, ProblemResult>> Suspend(WorkflowId id, Body<ReasonRequest> body, ApiCall call, WorkflowCommands workflows) =>
        workflows.Run(call, id, new WorkflowCommand.Suspend(body.Value.Reason));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Resume(WorkflowId id, ApiCall call, WorkflowCommands workflows) =>
        workflows.Run(call, id, new WorkflowCommand.Resume());

    private static Task<Results<Ok<Receipt>, ProblemResult>> Cancel(WorkflowId id, Body<ReasonRequest> body, ApiCall call, WorkflowCommands workflows) =>
        workflows.Run(call, id, new WorkflowCommand.Cancel(body.Value.Reason));

    private static async Task<Results<Ok<Receipt>, ProblemResult>> Migrate(
        WorkflowId id, bool? dryRun, ApiCall call, WorkflowCommands workflows, TemplateLibrary library)
    {
        if (await workflows.Find(call, id) is not { } found)
            return WorkflowCommands.Unknown;
        var template = WorkflowViews.WorkflowOf(found.State)!.Template.Id;
        if (!library.Templates.TryGetValue(template, out var present))
            return new ProblemResult(new("template.unknown", $"Template '{template}' is no longer installed, so there is nothing to move to."));
        var command = new WorkflowCommand.Migrate(present);
        return dryRun is true ? await workflows.Try(call, id, found, command) : await workflows.Run(call, id, command);
    }

    private static Task<Results<Ok<Receipt>, ProblemResult>> WaiveStep(
        WorkflowId id, StepId step, Body<ReasonRequest> body, ApiCall call, WorkflowCommands workflows) =>
        workflows.Run(call, id, new WorkflowCommand.WaiveStep(step, body.Value.Reason));

    private static Task<Results<Ok<Receipt>, ProblemResult>> AddTask(
        WorkflowId id, StepId step, Body<AddTaskRequest> body, ApiCall call, WorkflowCommands workflows) =>
        workflows.Run(call, id, new WorkflowCommand.AddTask(step, body.Value.Service));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Assign(
        WorkflowId id, string recommendation, Body<AssignRequest> body, ApiCall call, WorkflowCommands workflows) =>
        workflows.Run(call, id, new WorkflowCommand.AssignRecommendation(recommendation, body.Value.Owner, body.Value.Due));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Settle(
        WorkflowId id, string recommendation, Body<SettleRequest> body, ApiCall call, WorkflowCommands workflows) =>
        workflows.Run(call, id, new WorkflowCommand.SettleRecommendation(recommendation, body.Value.Fate, body.Value.Note, body.Value.Decision));

    private static Task<Results<Ok<Receipt>, ProblemResult>> Comment(
        WorkflowId id, Body<CommentRequest> body, ApiCall call, WorkflowCommands workflows) =>
        workflows.Run(call, id, new WorkflowCommand.Comment(call.NewCommentId(), null, body.Value.Text));
}

/// <param name="Reason">Kept and shown with the record.</param>
public sealed record ReasonRequest(string Reason);

/// <param name="Service">For a visit: the service visited.</param>
public sealed record AddTaskRequest(ServiceId? Service);

/// <param name="Owner">One of the strategy's institutions.</param>
/// <param name="Due">Today or later, in Sofia.</param>
public sealed record AssignRequest(InstitutionId Owner, DateOnly Due);

/// <param name="Decision">Number of the decision; left out, the one that is known stays.</param>
public sealed record SettleRequest(RecommendationFate Fate, string? Note, string? Decision);

public sealed record CommentRequest(string Text);
