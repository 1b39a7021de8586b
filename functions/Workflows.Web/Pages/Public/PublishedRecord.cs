using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Web.Pages.Public;

/// <summary>What anybody may know of a strategy: the strategy itself, what was published, and when people meet.</summary>
/// <param name="Publications">Newest first.</param>
/// <param name="Meetings">Those to come and those of the last year, latest first.</param>
public sealed record PublishedRecord(Strategy Strategy, IReadOnlyList<Publication> Publications, IReadOnlyList<PublicMeeting> Meetings)
{
    /// <summary>A document by its hash, if it was published.</summary>
    public DocumentRef? Find(DocumentHash hash) => Publications.SelectMany(p => p.Documents).Select(d => d.File).FirstOrDefault(f => f.Hash == hash);
}

/// <param name="Id">Of the workflow and the task that published it.</param>
/// <param name="Places">Web addresses or places on paper, as the municipality wrote them.</param>
public sealed record Publication(
    string Id, int Year, LocalText Title, DateOnly On, DateTimeOffset At, IReadOnlyList<string> Places, IReadOnlyList<PublishedDocument> Documents, IReadOnlyList<PublishedDecision> Decisions);

/// <param name="Title">Of the step whose document it is.</param>
public sealed record PublishedDocument(LocalText Title, DocumentRef File);

public sealed record PublishedDecision(LocalText Body, string Number, DateOnly On, DecisionOutcome Outcome);

/// <param name="Held">Whether its minutes were accepted.</param>
public sealed record PublicMeeting(string Id, LocalText Title, MeetingPlan Plan, DateOnly CalledOn, bool Held);

/// <summary>Gathers the published record of a strategy from its workflows.</summary>
internal sealed class PublishedRecords(StrategyRunner strategies, WorkflowRunner workflows, IListing listing, TimeProvider time)
{
    private const int Page = 200;

    public async ValueTask<PublishedRecord?> Of(StrategyId id, CancellationToken cancellation)
    {
        // Only ids of workflows hold a dot.
        if (id.Value.Contains('.') || (await strategies.Load(StreamId.Of(id), cancellation)).State is not StrategyState.Registered { Strategy: var strategy })
            return null;
        var (publications, meetings) = (new List<Publication>(), new List<PublicMeeting>());
        var yearAgo = CivilTime.DateOf(time.GetUtcNow()).AddYears(-1);
        for (string? after = null; await listing.Workflows(new(strategy.Municipality.Id, id, null, null, after, Page), cancellation) is [.., var last] rows; after = last.Id.Value)
        {
            foreach (var row in rows)
            {
                if (WorkflowViews.WorkflowOf((await workflows.Load(StreamId.Of(row.Id), cancellation)).State) is not { } w)
                    continue;
                publications.AddRange(PublicationsOf(w));
                meetings.AddRange(MeetingsOf(w).Where(m => m.Plan.Date >= yearAgo));
            }
        }

        return new(strategy, [.. publications.OrderByDescending(p => p.At).ThenBy(p => p.Id, StringComparer.Ordinal)], [.. meetings.OrderByDescending(m => m.Plan.Date).ThenBy(m => m.Id, StringComparer.Ordinal)]);
    }

    private static IEnumerable<Publication> PublicationsOf(Workflow w) =>
        from step in w.ApplyingSteps
        where step.Kind is StepKind.Publish
        let what = ((StepKind.Publish)step.Kind).What
        from task in w.TasksOf(step.Id)
        where task.Status is TaskStatus.Accepted
        let received = task.Received[^1]
        where received.Submission.Answer is Answer.Publication
        let answer = (Answer.Publication)received.Submission.Answer
        select new Publication(
            $"{w.Id}/{task.Id}", w.Context.Year, step.Title, answer.Date, received.At, answer.Places,
            [.. what.SelectMany(id => DocumentsOf(w, id))],
            [.. w.ApplyingSteps.Where(s => what.Contains(s.Id) || (s.Kind is StepKind.Decision d && d.On.Any(what.Contains))).SelectMany(s => DecisionsOf(w, s))]);

    private static IEnumerable<PublishedDocument> DocumentsOf(Workflow w, StepId id)
    {
        foreach (var answer in Accepted(w, id))
        {
            var file = answer switch
            {
                Answer.Document document => document.File,
                Answer.Evaluation evaluation => evaluation.Report,
                _ => null,
            };
            if (file is not null)
                yield return new(w.Template.Find(id)!.Title, file);
        }
    }

    private static IEnumerable<PublishedDecision> DecisionsOf(Workflow w, Step step) =>
        Accepted(w, step.Id).OfType<Answer.Decision>().Select(d => new PublishedDecision(step.Title, d.Number, d.Date, d.Outcome));

    private static IEnumerable<Answer> Accepted(Workflow w, StepId step) =>
        w.TasksOf(step).Where(t => t.Status is TaskStatus.Accepted).Select(t => t.Received[^1].Submission.Answer);

    /// <summary>Their agenda is for those who are invited.</summary>
    private static IEnumerable<PublicMeeting> MeetingsOf(Workflow w) =>
        from task in w.Tasks.Values
        where task.Meeting is not null && task.Status is not (TaskStatus.Withdrawn or TaskStatus.Waived)
        let step = w.StepOf(task)
        where step?.Kind is StepKind.Meeting
        select new PublicMeeting($"{w.Id}/{task.Id}", step!.Title, task.Meeting! with { Agenda = null }, task.AssignedOn, task.Status is TaskStatus.Accepted);
}
