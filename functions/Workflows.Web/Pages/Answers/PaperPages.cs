using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Templates;
using Workflows.Web.Links;
using Workflows.Web.Pages.Tasks;

namespace Workflows.Web.Pages.Answers;

/// <summary>The documents that who answers a task may read: those of its answers, and those that it asks an opinion or a decision on.</summary>
internal static class PaperPages
{
    public static void MapPapers(this IEndpointRouteBuilder task) => task.MapMethods("/documents/{hash}", Looking.Methods, Download);

    /// <summary>The approved documents that the step is about, each under the title of its step.</summary>
    public static IReadOnlyList<(string Title, DocumentRef Document)> About(AnswerContext c)
    {
        var w = c.Workflow;
        IReadOnlyList<StepId> steps = c.Step.Kind switch
        {
            StepKind.Opinion kind => kind.Of,
            StepKind.Decision kind => kind.On,
            StepKind.Publish kind => kind.What,
            _ => [],
        };
        return
        [
            .. from id in steps
               from task in w.TasksOf(id)
               where task.Status is Core.Engine.TaskStatus.Accepted && task.Received.Count > 0
               from document in Of(new(c.Access, c.Found with { Task = task }, c.Language, c.Today), task.Received[^1].Submission)
               select (w.Template.Find(id)!.Title.In(c.Language), document.Document),
        ];
    }

    /// <summary>The documents of an answer, each under its label.</summary>
    public static IEnumerable<(string Label, DocumentRef Document)> Of(AnswerContext c, Submission submission)
    {
        var slots = DocumentSlots.Of(c).ToDictionary(s => s.Name, s => s.Label);
        return DocumentSlots.In(c, submission).Select(d => (slots.GetValueOrDefault(d.Slot, d.Slot), d.Document));
    }

    private static Task<IResult> Download(
        WorkflowId workflow, TaskId task, string hash, TaskDoor door, AnswerDesk desk, PageContext page, IDocumentStore store, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, async (access, found) =>
        {
            if (found.Workflow.StepOf(found.Task) is null)
                return PageResult.NotFound;
            var c = new AnswerContext(access, found, page.Language, page.Clock.Today);
            var draft = await desk.Find(c, http.RequestAborted);
            var known = found.Task.Received.SelectMany(r => Of(c, r.Submission)).Concat(About(c)).Select(d => d.Document)
                .Concat(draft is null ? [] : DocumentSlots.Of(c).Select(s => DocumentSlots.Find(new(draft.Values), s.Name)).OfType<DocumentRef>());
            if (known.FirstOrDefault(d => d.Hash.Value == hash) is not { } document
                || await store.Open(found.Workflow.Context.Municipality, document.Hash, http.RequestAborted) is not { } stored)
                return PageResult.NotFound;
            // A file to keep, whatever it contains: never shown as a page of ours.
            http.Response.Headers.ContentSecurityPolicy = "sandbox";
            return TypedResults.Stream(stored.Content, stored.Info.ContentType, document.Name, entityTag: new($"\"{document.Hash}\""), enableRangeProcessing: true);
        });
}
