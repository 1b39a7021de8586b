using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Ports;
using Workflows.Web.Pages.Institutions;

namespace Workflows.Web.Pages.Cycles;

/// <summary>A workflow for who coordinates it: its steps, its tasks, its record, its mail, and everything that can be done to it.</summary>
internal static class CyclePages
{
    /// <summary>What a page says of a workflow that has just been started.</summary>
    public const string Started = "Started";

    private const int TrailSize = 50;

    public static void MapCycles(this IEndpointRouteBuilder pages)
    {
        var workflow = pages.MapGroup("/workflows/{id}").RequireAuthorization(PagePolicies.Coordinates);
        workflow.MapMethods("", Looking.Methods, Show);
        workflow.MapMethods("/steps/{step}", Looking.Methods, ShowStep);
        workflow.MapMethods("/tasks/{task}", Looking.Methods, ShowTask);
        workflow.MapMethods("/trail", Looking.Methods, Trail);
        workflow.MapActs();
        workflow.MapMail();
        workflow.MapTaskLinks();
        workflow.MapFiles();
    }

    private static async Task<IResult> Show(WorkflowId id, string? done, SubjectFinder finder, StrategyHistories histories, HttpContext http) =>
        await finder.Find(id, cancellation: http.RequestAborted) is { } subject
            ? PageResult.Of<WorkflowPage>(new SubjectModel(subject, Done(done)) { Carried = await Carried(subject.Workflow, histories, http.RequestAborted) })
            : PageResult.NotFound;

    /// <summary>A yearly cycle shows what earlier years left to be carried out; other workflows are about something else.</summary>
    private static async ValueTask<IReadOnlyList<RegisteredRecommendation>> Carried(Workflow w, StrategyHistories histories, CancellationToken cancellation) =>
        await histories.Load(w.Context.Strategy, cancellation) is { } history && history.Cycle(w.Context.Year)?.Workflow?.Id == w.Id
            ? [.. history.Recommendations.CarriedInto(w.Context.Year)]
            : [];

    private static async Task<IResult> ShowStep(WorkflowId id, StepId step, string? done, SubjectFinder finder, HttpContext http) =>
        await finder.Find(id, step: step, cancellation: http.RequestAborted) is { } subject
            ? PageResult.Of<StepPage>(new SubjectModel(subject, Done(done)))
            : PageResult.NotFound;

    private static async Task<IResult> ShowTask(WorkflowId id, TaskId task, string? done, int? answer, SubjectFinder finder, IPeople people, HttpContext http)
    {
        if (await finder.Find(id, task, cancellation: http.RequestAborted) is not { Task: { } known } subject)
            return PageResult.NotFound;
        var actors = known.Received.Select(r => r.By).Concat(known.Status is Core.Engine.TaskStatus.Waived waived ? [waived.By] : []);
        return PageResult.Of<TaskPage>(new SubjectModel(subject, Done(done)) { Answer = answer, Names = await ActorNames.Of(actors, people, http.RequestAborted) });
    }

    /// <summary>Newest first, a page at a time; only the events of the page are read.</summary>
    private static async Task<IResult> Trail(WorkflowId id, long? before, SubjectFinder finder, Access.Reach reach, IEventStore store, IPeople people, PageContext page, HttpContext http)
    {
        if (await finder.Find(id, cancellation: http.RequestAborted) is not { } subject || await reach.Workflow(page.Caller!, id, http.RequestAborted) is not { } found)
            return PageResult.NotFound;
        var end = Math.Clamp(before ?? found.Version + 1, 1, found.Version + 1);
        var start = Math.Max(0, end - 1 - TrailSize);
        var events = await store.Read(StreamId.Of(id), start, http.RequestAborted).TakeWhile(e => e.Version < end).ToListAsync(http.RequestAborted);
        events.Reverse();
        return PageResult.Of<TrailPage>(new TrailModel(
            subject,
            events,
            await ActorNames.Of(events.Select(e => e.Actor), people, http.RequestAborted),
            end <= found.Version ? $"/workflows/{id}/trail" : null,
            start > 0 ? $"/workflows/{id}/trail?before={start + 1}" : null));
    }

    /// <summary>Only a key that there is is said back.</summary>
    internal static string? Done(string? key) => key == Started ? Started : Act.All.FirstOrDefault(a => a.Key == key)?.Key;
}

/// <param name="Done">The key of what has just been done, which the page says.</param>
public sealed record SubjectModel(ActSubject Subject, string? Done)
{
    public ActorNames Names { get; init; } = null!;

    /// <summary>Recommendations of earlier years that were taken over into the workflow's.</summary>
    public IReadOnlyList<RegisteredRecommendation> Carried { get; init; } = [];

    /// <summary>The number of the answer to show; null for the last.</summary>
    public int? Answer { get; init; }
}

/// <param name="Events">Newest first.</param>
public sealed record TrailModel(ActSubject Subject, IReadOnlyList<StoredEvent> Events, ActorNames Names, string? First, string? Next);
