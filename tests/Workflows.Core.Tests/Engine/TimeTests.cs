using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Tests.Engine;

public sealed class TimeTests
{
    [Fact]
    public void BeforeTheDayBegins_ATickDoesNothing()
    {
        // 25 January 2018, 07:59 in Sofia: the first escalation falls due at eight.
        Story.Opened().On(2018, 1, 24).Tick().On(2018, 1, 25, hourUtc: 5).Tick().Then();
    }

    [Fact]
    public void WhenATaskIsOverdue_ThenTheCoordinatorIsToldAndAfterTenDaysTheMayor()
    {
        var story = Story.Opened(Sample.Of(Sample.Step("note", new StepKind.Activity(), "administration"), MayorStep()) with { Meetings = null });

        story.On(2018, 1, 25).Tick();
        Assert.Contains(story.Last, e => e is TaskEscalated { Level: 1, To.Value: "emo", Task.Value: "note.town-hall" });
        story.Tick().Then();
        story.On(2018, 2, 7).Tick();
        Assert.Contains(story.Last, e => e is TaskEscalated { Level: 2, To.Value: "mayor", Task.Value: "note.town-hall" });
        story.On(2018, 12, 1).Tick();
        Assert.DoesNotContain(story.Last, e => e is TaskEscalated);
    }

    /// <summary>Opened on 10 January, due 24 January: seven working days before is 15 January, one before is the 23rd.</summary>
    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(23, true)]
    [InlineData(24, true)]
    [InlineData(25, false)]
    [InlineData(29, true)]
    public void RemindersComeOnTheirDaysOnly(int day, bool reminded)
    {
        var story = Story.Opened(Sample.Of(Sample.Step("note", new StepKind.Activity(), "administration"), MayorStep()) with { Meetings = null })
            .On(2018, 1, day).Tick();

        Assert.Equal(reminded, story.Last.OfType<RemindersDue>().Any(r => r.Reminders.Any(x => x.Owed.Contains(new("note.town-hall")))));
    }

    [Fact]
    public void GivenAnAnswerWaits_ThenTheCoordinatorIsRemindedToAcceptIt()
    {
        var story = Story.Opened().Answer("team.mayor").Answer("team-approval.public-council").Submit("visits.day-centre")
            .On(2018, 1, 15).Tick();

        var reminder = Assert.Single(Assert.Single(story.Last.OfType<RemindersDue>()).Reminders, r => r.To == Sample.Team);
        Assert.Equal(["visits.day-centre"], reminder.ToAccept.Select(t => t.Value));
        Assert.Equal(["visits.patronage"], reminder.Owed.Select(t => t.Value));
    }

    [Fact]
    public void GivenNobodyGaveAnOpinion_WhenItCloses_ThenItLapsesAndTheNextStepOpens()
    {
        var story = Story.Opened().AnswerAll("opinion", "extra");
        var closed = story.Workflow.Tasks[new("opinion.public-council")].Deadline.Closed;

        story.On(closed.Year, closed.Month, closed.Day).Tick();
        Assert.DoesNotContain(story.Last, e => e is TaskLapsed);
        var next = closed.AddDays(1);
        story.On(next.Year, next.Month, next.Day).Tick();

        Assert.Contains(story.Last, e => e is TaskLapsed { Task.Value: "opinion.public-council" });
        Assert.Contains(story.Last, e => e is StepPassed { Step.Value: "opinion", Passing: Passing.Lapsed });
        Assert.Contains(story.Last, e => e is StepOpened { Step.Value: "submission" } opened && opened.On == next);
    }

    [Fact]
    public void GivenAStepOpensOnADay_WhenTheTickIsLate_ThenItOpenedOnItsDay()
    {
        var later = Sample.Step("later", new StepKind.Activity(), "administration") with { Opens = DueRule.Parse("03-01") };
        var story = Story.Opened(Sample.Of(later, MayorStep()) with { Meetings = null });

        Assert.Equal(CivilTime.MorningOf(new(2018, 3, 1)), WorkflowDecider.NextWakeUp(story.AnswerAll().State));
        story.On(2018, 3, 21).Tick();

        Assert.Contains(story.Last, e => e is StepOpened { Step.Value: "later" } opened && opened.On == new DateOnly(2018, 3, 1));
    }

    [Fact]
    public void ADeadlineLeavesTheOwnerTheNoticeHoweverLateTheStepOpens()
    {
        var story = Story.Opened(Sample.Of(Sample.Step("report", new StepKind.Report(), "administration", due: "01-05"), MayorStep()) with { Meetings = null });

        // Five working days after Wednesday 10 January.
        Assert.Equal(new DateOnly(2018, 1, 17), story.Workflow.Tasks[new("report.town-hall")].Deadline.Due);
    }

    [Fact]
    public void WhenTimeIsSuspended_ThenDeadlinesMoveByTheWorkingDaysThatPassed()
    {
        var story = Story.Opened().When(new WorkflowCommand.Suspend("Избори"));

        story.On(2018, 1, 22).Tick().Then();
        story.Submit("planning.1").ThenRefused("workflow.suspended");
        story.When(new WorkflowCommand.Resume());

        // 11, 12, 15 to 19 and 22 January: eight working days after the 24th is 5 February.
        Assert.Equal(new DateOnly(2018, 2, 5), story.Workflow.Tasks[new("planning.1")].Deadline.Due);
        Assert.Null(story.Submit("planning.1").Rejection);
    }

    [Fact]
    public void WhenTheGovernmentDeclaresADayOff_ThenTheDeadlinesItTouchesMove()
    {
        var story = Story.Opened();
        var context = story.Workflow.Context with { OneOffDays = [new(new(2018, 1, 23), false, new("Ден на траур", "Day of mourning"))] };

        story.When(new WorkflowCommand.ChangeContext(context), Actor.System);

        Assert.Equal(new DateOnly(2018, 1, 25), story.Workflow.Tasks[new("planning.1")].Deadline.Due);
        Assert.All(story.Last.OfType<DeadlineMoved>(), m => Assert.Equal(MoveCause.Calendar, m.Cause));
        story.When(new WorkflowCommand.ChangeContext(context), Actor.System).Then();
    }

    [Fact]
    public void NothingWakesAWorkflowThatHasEnded()
    {
        var story = Story.Opened().When(new WorkflowCommand.Cancel("Край"));

        Assert.Null(WorkflowDecider.NextWakeUp(story.State));
        story.On(2019, 1, 1).Tick().Then();
    }

    /// <summary>Escalations name the mayor, so the template needs somebody in the role.</summary>
    private static Step MayorStep() => Sample.Step("order", new StepKind.Activity(), "mayor");
}
