using Workflows.Contracts;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Core.Tests.Engine;

public sealed class TaskTests
{
    [Fact]
    public void WhenAForeignInstitutionAnswers_ThenItIsRefused() =>
        Story.Opened().Submit("planning.1", actor: Actor.Of(Sample.Provider)).ThenRefused("task.foreign");

    [Fact]
    public void WhenATaskIsUnknown_ThenTheAnswerSaysWhereToLook() =>
        Story.Opened().When(new WorkflowCommand.Accept(new("nothing"), null)).ThenRefused("task.unknown");

    [Fact]
    public void WhenAnInstitutionRunsTheWorkflow_ThenItIsRefused()
    {
        var story = Story.Opened();
        WorkflowCommand[] commands =
        [
            new WorkflowCommand.Cancel("x"), new WorkflowCommand.Suspend("x"), new WorkflowCommand.WaiveTask(new("planning.1"), "x"),
            new WorkflowCommand.Accept(new("planning.1"), null), new WorkflowCommand.Extend(new("planning.1"), new(2018, 3, 1), "x"),
            new WorkflowCommand.Tick(), new WorkflowCommand.Comment("c", null, "x"),
        ];
        Assert.All(commands, c => story.When(c, Actor.Of(Sample.Town)).ThenRefused("actor.forbidden"));
    }

    [Fact]
    public void GivenAnAnswer_WhenItsSecureDeliveryIsRecorded_ThenItStandsWithItOnceAndAlsoAfterTheEnd()
    {
        var record = new WorkflowCommand.RecordSecureDelivery(new("planning.1"), 1, "ССЕВ-17, 2018-01-23 14:30");
        Story.Opened().When(record).ThenRefused("answer.unknown");

        var story = Story.Opened().Answer("planning.1");
        story.When(record with { Delivery = " " }).ThenRefused("answer.incomplete");
        story.When(record, Actor.Of(Sample.Provider)).ThenRefused("task.foreign");
        story.When(record).Then(new SecureDeliveryRecorded(new("planning.1"), 1, record.Delivery));
        Assert.Equal(record.Delivery, story.Workflow.Tasks[new("planning.1")].Received[0].SecureDelivery);
        story.When(record).Then();

        story.When(new WorkflowCommand.Cancel("Край"));
        story.When(record with { Delivery = "ССЕВ-18, 2018-01-24 09:00" });
        Assert.Equal("ССЕВ-18, 2018-01-24 09:00", story.Workflow.Tasks[new("planning.1")].Received[0].SecureDelivery);
    }

    [Fact]
    public void WhenTheAnswerIsOfAnotherKind_ThenItIsRefused() =>
        Story.Opened().Submit("planning.1", new Answer.Done("Готово")).ThenRefused("answer.wrong-kind");

    [Fact]
    public void GivenTheTaskIsFinished_WhenItIsAnsweredDifferently_ThenItIsRefused()
    {
        var story = Story.Opened().Answer("planning.1");

        story.Submit("planning.1").Then();
        story.Submit("planning.1", ValidAnswers.Meeting(story.Workflow, new(2018, 1, 9))).ThenRefused("task.finished");
    }

    /// <summary>Due 24 January; grace 31 January; closed 14 February 2018: five and ten working days, none of them a holiday.</summary>
    [Theory]
    [InlineData(1, 24, DeadlineStanding.InTime)]
    [InlineData(1, 25, DeadlineStanding.Late)]
    [InlineData(2, 14, DeadlineStanding.Late)]
    public void WhenAnswered_ThenTheStandingFollowsTheCivilDate(int month, int day, DeadlineStanding standing)
    {
        var story = Story.Opened().On(2018, month, day, hourUtc: 21).Submit("planning.1");

        Assert.Equal(standing, story.Last.OfType<AnswerSubmitted>().Single().Received.Standing);
    }

    /// <summary>22:00 UTC on 14 February is midnight in Sofia: the day has ended.</summary>
    [Fact]
    public void GivenTheTaskHasClosed_WhenTheOwnerAnswers_ThenOnlyTheCoordinatorMay()
    {
        var story = Story.Opened().On(2018, 2, 14, hourUtc: 22);

        story.Submit("planning.1").ThenRefused("task.closed");
        story.Submit("planning.1", actor: Sample.Coordinator);
        Assert.Equal(DeadlineStanding.Closed, story.Last.OfType<AnswerSubmitted>().Single().Received.Standing);
    }

    [Fact]
    public void GivenTheTaskHasClosed_WhenItIsExtended_ThenTheOwnerAnswersInTime()
    {
        var story = Story.Opened().On(2018, 2, 20).When(new WorkflowCommand.Extend(new("planning.1"), new(2018, 3, 1), "Болест"));

        story.Submit("planning.1");
        Assert.Equal(DeadlineStanding.InTime, story.Last.OfType<AnswerSubmitted>().Single().Received.Standing);
    }

    [Fact]
    public void WhenAnAnswerIsReturned_ThenTheOwnerHasFiveWorkingDaysAgain()
    {
        var story = Story.Opened().Answer("team.mayor").Answer("team-approval.public-council").On(2018, 1, 24).Submit("visits.day-centre");

        story.When(new WorkflowCommand.Return(new("visits.day-centre"), "Няма подпис"));

        Assert.Equal(new DateOnly(2018, 1, 31), Assert.IsType<AnswerReturned>(Assert.Single(story.Last)).Deadline.Due);
        story.When(new WorkflowCommand.Return(new("visits.day-centre"), "Няма подпис")).Then();
        Assert.Equal("Няма подпис", Assert.IsType<TaskStatus.Returned>(story.Workflow.Tasks[new("visits.day-centre")].Status).Reason);
    }

    [Fact]
    public void WhenATaskIsWaived_ThenTheRecordNamesWhoAndWhy()
    {
        var story = Story.Opened();

        story.When(new WorkflowCommand.WaiveTask(new("planning.1"), " ")).ThenRefused("reason.missing");
        story.When(new WorkflowCommand.WaiveTask(new("planning.1"), "Епидемия"));

        story.Then(
            new TaskWaived(new("planning.1"), Sample.Coordinator, "Епидемия"),
            new StepPassed(new("planning"), new(2018, 1, 10), new Passing.Waived(Sample.Coordinator, "Епидемия")));
    }

    [Fact]
    public void WhenATaskIsReassigned_ThenOnlyTheNewOwnerMayAnswer()
    {
        var story = Story.Opened().When(new WorkflowCommand.Reassign(new("planning.1"), Sample.Provider, "Отпуск"));

        story.Submit("planning.1", actor: Actor.Of(Sample.Town)).ThenRefused("task.foreign");
        Assert.Null(story.Submit("planning.1", actor: Actor.Of(Sample.Provider)).Rejection);
    }

    [Fact]
    public void WhenEitherOfTwoRolesMayAnswer_ThenTheSecondMayToo()
    {
        var either = Sample.Step("proposal", new StepKind.Activity(), "mayor") with { Owners = [new("mayor"), new("municipal-council")] };
        var story = Story.Opened(Sample.Of(either) with { Meetings = null });

        Assert.Null(story.Submit("proposal.mayor", actor: Actor.Of(Sample.Council)).Rejection);
    }

    [Fact]
    public void WhenTheSameCommentComesTwice_ThenItIsOne()
    {
        var story = Story.Opened();

        story.When(new WorkflowCommand.Comment("c-1", new("planning.1"), "Кога?"), Actor.Of(Sample.Town));
        Assert.Single(story.Last);
        story.When(new WorkflowCommand.Comment("c-1", new("planning.1"), "Кога?"), Actor.Of(Sample.Town)).Then();
    }

    [Fact]
    public void WhenATeamIsWronglyComposed_ThenItIsRefused()
    {
        var story = Story.Opened();
        TeamMember[] members = [new("А", Sample.Town, null), new("Б", Sample.Town, null)];

        story.Submit("team.mayor", new Answer.Team("1", new(2018, 1, 9), members)).ThenRefused("team.composition");
        story.Submit("team.mayor", new Answer.Team("1", new(2018, 1, 9), members[..1])).ThenRefused("team.size");
        story.Submit("team.mayor", new Answer.Team("1", new(2018, 1, 11), members)).ThenRefused("answer.in-future");
    }

    [Theory]
    [InlineData(true, "yes", null)]
    [InlineData(true, "no", "field.must-be-yes")]
    [InlineData(true, "maybe", "field.not-yes-or-no")]
    [InlineData(true, " ", "field.missing")]
    [InlineData(false, "no", null)]
    public void WhenConsentIsDemanded_ThenNoIsRefused(bool mustBeYes, string answer, string? code)
    {
        var consent = new Field("consent", new("Съгласие", "Consent"), FieldType.YesNo, Required: true, null, [], OpenList: false, mustBeYes);
        var story = Story.Opened(Sample.Of(Sample.Step("declaration", new StepKind.Activity(), "mayor") with { Fields = [consent] }) with { Meetings = null });
        var submission = new Submission(new Answer.Done("Готово"), new Dictionary<string, string> { ["consent"] = answer }, [], null);

        story.When(new WorkflowCommand.Submit(new("declaration.mayor"), submission), Actor.Of(Sample.Mayor));

        Assert.Equal(code, story.Rejection?.Code);
    }

    [Theory]
    [InlineData("14:00", "meeting.ends-before")]
    [InlineData("13:59", "meeting.ends-before")]
    [InlineData("14:01", null)]
    [InlineData(null, null)]
    public void WhenAMeetingIsPlanned_ThenItEndsAfterItBegins(string? until, string? code)
    {
        var plan = new MeetingPlan(new(2018, 1, 20), new(14, 0), "Зала 1", null, until is null ? null : TimeOnly.Parse(until));

        var story = Story.Opened().When(new WorkflowCommand.ScheduleMeeting(new("planning.1"), plan));

        Assert.Equal(code, story.Rejection?.Code);
        if (code is null)
            story.Then(new MeetingScheduled(new("planning.1"), plan));
    }

    [Fact]
    public void WhenAnEvaluatorWorksForAnImplementer_ThenItIsRefused()
    {
        var story = Story.Opened(year: 2019).On(2019, 12, 2);
        var insider = new Answer.Evaluation("Д-1", new(2019, 6, 1), [new("А", "Патронаж", Sample.Provider)], ValidAnswers.Document, ValidAnswers.Document);

        story.Submit("evaluation.institute", insider, Sample.Coordinator).ThenRefused("evaluation.not-external");
    }
}
