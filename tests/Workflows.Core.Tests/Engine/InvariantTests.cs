using Workflows.Core.Engine;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Core.Tests.Engine;

/// <summary>What must always hold, over random runs; the numbers are those of the invariants in <c>docs/invariants.md</c>.</summary>
public sealed class InvariantTests
{
    [Fact]
    public void Invariant3_AFinishedTaskIsNeverRemindedAndAWithdrawnOneIsCancelled() => Move.Holds((story, moves) =>
    {
        foreach (var move in moves)
        {
            var before = story.State;
            move.On(story);
            foreach (var e in story.Last)
            {
                var w = WorkflowViews.WorkflowOf(before);
                if (e is RemindersDue due)
                {
                    Assert.All(due.Reminders.SelectMany(r => r.Owed), t => Assert.True(w!.Tasks[t].IsOwed));
                    Assert.All(due.Reminders.SelectMany(r => r.ToAccept), t => Assert.IsType<TaskStatus.Submitted>(w!.Tasks[t].Status));
                    Assert.All(due.Reminders, r => Assert.All(r.Recommendations ?? [], id => Assert.True(w!.Recommendations[id] is { IsOpen: true } open && open.Owner == r.To)));
                }

                if (e is RecommendationEscalated escalated)
                    Assert.True(w!.Recommendations[escalated.Recommendation] is { IsOpen: true } late && late.Due < escalated.On && late.Escalations + 1 == escalated.Level);

                if (e is TaskWithdrawn withdrawn)
                {
                    var told = WorkflowReactions.React(before, e).OfType<Effect.SendMail>().Where(m => m.Kind is MailKind.Withdrawal).Select(m => m.To).ToList();
                    Assert.Contains(w!.Tasks[withdrawn.Task].Owner, told);
                    Assert.Equal(w.Tasks[withdrawn.Task].Meeting is null ? 1 : w.Context.Participants.Count, told.Count);
                }

                before = WorkflowFold.Evolve(before, e);
            }
        }
    });

    [Fact]
    public void Invariant4_NothingCompletesWithAMandatoryStepOpenOrAMeetingMissing() => Move.Holds((story, moves) =>
    {
        Move.Play(story, moves);
        var w = story.Workflow;
        if (story.State is WorkflowState.Completed)
        {
            Assert.All(w.ApplyingSteps.Where(s => s.Mandatory), s => Assert.IsType<StepStatus.Passed>(w.Steps[s.Id].Status));
            var (held, waived) = WorkflowViews.Meetings(w);
            Assert.True(held + waived >= w.Template.Meetings!.Minimum);
        }

        Assert.All(story.All.OfType<TaskWaived>(), e => Assert.False(string.IsNullOrWhiteSpace(e.Reason) || e.By.Kind is ActorKind.Institution));
    });

    [Fact]
    public void Invariant5_NoDecisionBeforeItsGatesHavePassed() => Move.Holds((story, moves) =>
    {
        foreach (var move in moves)
        {
            var state = story.State;
            move.On(story);
            foreach (var e in story.Last)
            {
                if (e is AnswerSubmitted submitted
                    && WorkflowViews.WorkflowOf(state) is { } w
                    && w.StepOf(w.Tasks[submitted.Task])?.Kind is StepKind.Decision decision)
                {
                    Assert.All(decision.Gates, gate => Assert.IsType<StepStatus.Passed>(w.Steps[gate].Status));
                }

                state = WorkflowFold.Evolve(state, e);
            }
        }
    });

    [Fact]
    public void Invariant6_ReplayingGivesTheSameState() => Move.Holds((story, moves) =>
    {
        Move.Play(story, moves);
        var stored = story.All.Select((e, i) =>
        {
            var written = EventFormat.Write(e);
            return new Ports.StoredEvent(new("s"), i + 1, written.Name, written.Schema, story.Now, Actor.System, written.Body, default);
        });
        Assert.Equal(Story.Json(story.State), Story.Json(WorkflowFold.Fold(stored.Select(EventFormat.ReadWorkflowEvent))));
    });

    [Fact]
    public void Invariant6_TheSameCommandTwiceGivesTheSecondTimeNothing() => Move.Holds((story, moves) =>
    {
        foreach (var move in moves)
        {
            var now = story.Now.AddDays(move.Days);
            story.On(now.Year, now.Month, now.Day);
            var command = move.Command(story);
            story.When(command);
            story.When(command);
            Assert.Empty(story.Last);
        }
    });

    [Fact]
    public void Invariant7_AnEarlierTickIsANoOp() => Move.Holds((story, moves) =>
    {
        Move.Play(story, moves);
        story.Tick();
        var earlier = story.Now.AddDays(-1 - moves[0].Choice % 300);
        story.On(earlier.Year, earlier.Month, earlier.Day).Tick().Then();
    });

    [Fact]
    public void Invariant7_OneLateTickEqualsTheSameTicksOneByOne() => Move.Holds((story, moves) =>
    {
        Move.Play(story, moves);
        var (oneByOne, days) = (story.State, moves[0].Choice % 45);
        for (var day = 0; day <= days; day++)
            oneByOne = Ticked(oneByOne, story.Now.AddDays(day));
        var late = Ticked(story.State, story.Now.AddDays(days));

        Assert.Equal(Story.Json(WithoutReminders(oneByOne)), Story.Json(WithoutReminders(late)));
    });

    [Fact]
    public void Invariant9_WhatWasApprovedNeverChanges() => Move.Holds((story, moves) =>
    {
        foreach (var move in moves)
        {
            var approved = story.Workflow.Tasks.Values.Where(t => t.Status is TaskStatus.Accepted).ToList();
            move.On(story);
            foreach (var task in approved)
            {
                var now = story.Workflow.Tasks[task.Id];
                Assert.Equal(task.Received.Select(Approved), now.Received.Take(task.Received.Count).Select(Approved));
                Assert.IsType<TaskStatus.Accepted>(now.Status);
            }
        }
    });

    /// <summary>The answer itself; the number under which it was sent through secure delivery too may come later.</summary>
    private static Received Approved(Received received) => received with { SentToo = null };

    [Fact]
    public void EveryWakeUpMovesAWorkflowOn() => Move.Holds((story, moves) =>
    {
        Move.Play(story, moves);
        if (WorkflowDecider.NextWakeUp(story.State) is not { } due)
            return;
        var ticked = Ticked(story.State, due > story.Now ? due : story.Now);
        Assert.NotEqual(Story.Json(story.State), Story.Json(ticked));
        Assert.True(WorkflowDecider.NextWakeUp(ticked) is not { } next || next > due);
    });

    /// <summary>Proves that the runs above get somewhere: between them they raise every event there is.</summary>
    [Fact]
    public void RandomRunsRaiseEveryEvent()
    {
        var raised = new HashSet<Type>();
        Move.Holds((story, moves) =>
        {
            Move.Play(story, moves);
            raised.UnionWith(story.All.Select(e => e.GetType()));
        });

        Assert.Equal([], typeof(WorkflowEvent).GetNestedTypes().Except(raised).Select(t => t.Name));
    }

    private static WorkflowState Ticked(WorkflowState state, DateTimeOffset now) =>
        WorkflowDecider.Decide(state, new WorkflowCommand.Tick(), Actor.System, now) is Decided<WorkflowEvent>.Events { List: var events }
            ? events.Aggregate(state, WorkflowFold.Evolve)
            : throw new InvalidOperationException("A tick is never refused.");

    /// <summary>Reminders of days gone by would be stale, so a late tick does not catch up on them.</summary>
    private static WorkflowState WithoutReminders(WorkflowState state) => state switch
    {
        WorkflowState.Running s => s with { Workflow = s.Workflow with { RemindedThrough = default } },
        WorkflowState.Suspended s => s with { Workflow = s.Workflow with { RemindedThrough = default } },
        WorkflowState.Completed s => s with { Workflow = s.Workflow with { RemindedThrough = default } },
        WorkflowState.Rejected s => s with { Workflow = s.Workflow with { RemindedThrough = default } },
        WorkflowState.Cancelled s => s with { Workflow = s.Workflow with { RemindedThrough = default } },
        _ => state,
    };
}
