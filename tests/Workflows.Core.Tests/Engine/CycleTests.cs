using Workflows.Contracts;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Tests.Engine;

public sealed class CycleTests
{
    [Fact]
    public void GivenEverythingIsAnswered_WhenTheLastTaskIsDone_ThenTheWorkflowCompletes()
    {
        var story = Story.Opened().AnswerAll("extra");

        Assert.IsType<WorkflowState.Completed>(story.State);
        Assert.Contains(story.All, e => e is TaskWithdrawn { Task.Value: "extra.patronage", Cause: WithdrawalCause.Optional });
        Assert.DoesNotContain(story.All, e => e is StepOpened { Step.Value: "evaluation" });
    }

    [Fact]
    public void GivenTheLastYear_ThenTheEvaluationIsOwedToo()
    {
        var story = Story.Opened(year: 2019).AnswerAll("extra", "evaluation");

        Assert.IsType<WorkflowState.Running>(story.State);
        Assert.IsType<WorkflowState.Completed>(story.AnswerAll().State);
    }

    [Fact]
    public void GivenAStepWaitsForTwo_WhenOnlyOneHasPassed_ThenItStaysClosed()
    {
        var story = Story.Opened().AnswerAll("visits", "extra");

        Assert.IsType<StepStatus.Waiting>(story.Workflow.Steps[new("report")].Status);
        story.Answer("visits.day-centre").Answer("visits.patronage");
        Assert.IsType<StepStatus.Open>(story.Workflow.Steps[new("report")].Status);
    }

    [Fact]
    public void WhenTheTeamIsRefused_ThenItIsFormedAgain()
    {
        var story = Story.Opened().Answer("team.mayor").Answer("team-approval.public-council", new Answer.Opinion(OpinionVerdict.Negative, "Двама от ДСП."));

        Assert.Equal(2, story.Workflow.Steps[new("team")].Round);
        Assert.True(story.Workflow.Tasks[new("team.mayor~2")].IsOwed);
        story.Answer("team.mayor~2").Answer("team-approval.public-council~2");
        Assert.IsType<StepStatus.Open>(story.Workflow.Steps[new("values")].Status);
    }

    [Fact]
    public void WhenTheCouncilReturnsTheReport_ThenTheReportAndAllThatFollowsAreDoneAgain()
    {
        var story = Story.Opened().AnswerAll("decision", "extra")
            .Answer("decision.council", new Answer.Decision(DecisionOutcome.Returned, "№ 4", new(2018, 1, 10), "Без данни за 2017 г."));

        var reopened = Assert.Single(story.Last.OfType<StepsReopened>());
        Assert.Equal(["report", "opinion", "submission", "proposals", "decision"], reopened.Steps.Select(s => s.Value));
        Assert.True(story.Workflow.Tasks[new("report.emo~2")].IsOwed);
        Assert.IsType<Core.Engine.TaskStatus.Accepted>(story.Workflow.Tasks[new("report.emo")].Status);
        Assert.IsType<WorkflowState.Completed>(story.AnswerAll("extra").State);
    }

    [Fact]
    public void WhenTheCouncilRejects_ThenTheWorkflowEndsAndNothingIsOwed()
    {
        var story = Story.Opened().AnswerAll("decision", "extra")
            .Answer("decision.council", new Answer.Decision(DecisionOutcome.Rejected, "№ 4", new(2018, 1, 10), "Не."));

        Assert.IsType<WorkflowState.Rejected>(story.State);
        Assert.DoesNotContain(story.Workflow.Tasks.Values, t => t.IsOwed);
        Assert.All(story.Workflow.Recommendations.Values, r => Assert.Equal(RecommendationFate.Declined, r.Fate));
    }

    [Fact]
    public void GivenARefusalPasses_WhenTheCouncilRejects_ThenTheProposalsAreDeclinedAndTheYearGoesOn()
    {
        var steps = Sample.Template.Steps.Select(s => s.Kind is StepKind.Decision d ? s with { Kind = d with { Rejected = Rejected.Passes } } : s);
        var story = Story.Opened(Sample.Template with { Steps = [.. steps] }).AnswerAll("decision", "extra")
            .Answer("decision.council", new Answer.Decision(DecisionOutcome.Rejected, "№ 4", new(2018, 1, 10), "Не."));

        Assert.All(story.Workflow.Recommendations.Values, r => Assert.Equal(RecommendationFate.Declined, r.Fate));
        Assert.True(story.Workflow.Tasks[new("publication.town-hall")].IsOwed);
    }

    [Fact]
    public void WhenTheCouncilApproves_ThenTheProposalsAreAdoptedUnderItsNumber()
    {
        var story = Story.Opened().AnswerAll("decision", "extra").Answer("decision.council");

        var recommendation = Assert.Single(story.Workflow.Recommendations);
        Assert.Equal("proposals.emo.1", recommendation.Key);
        Assert.Equal((RecommendationFate.Adopted, "№ 10"), (recommendation.Value.Fate, recommendation.Value.Decision));
    }

    [Fact]
    public void WhenAGroupIsMissing_ThenTheMeetingIsKeptButDoesNotCount()
    {
        var story = Story.Opened();
        var alone = ValidAnswers.Meeting(story.Workflow, new(2018, 1, 10)) with { Participants = new Dictionary<string, int> { ["providers"] = 4 } };

        story.Submit("planning.1", alone);

        Assert.Collection(story.Last, e => Assert.IsType<AnswerSubmitted>(e), e => Assert.Contains("Citizens", Assert.IsType<AnswerReturned>(e).Reason));
        story.Submit("planning.1", alone).ThenRefused("answer.unchanged");
        Assert.Equal(0, WorkflowViews.Meetings(story.Workflow).Held);
        story.Answer("planning.1");
        Assert.Equal(1, WorkflowViews.Meetings(story.Workflow).Held);
    }

    [Fact]
    public void GivenTheReportIsApproved_WhenItIsCorrected_ThenTheNewAnswerPointsAtTheOld()
    {
        var story = Story.Opened().AnswerAll("opinion", "extra");
        var corrected = ValidAnswers.For(story.Workflow, story.Workflow.Tasks[new("report.emo")], new Answer.Document(ValidAnswers.Document, "Поправка"));

        story.When(new WorkflowCommand.Correct(new("report.emo"), corrected, "Грешка в таблица 3"));

        Assert.Equal(1, Assert.IsType<AnswerCorrected>(Assert.Single(story.Last)).Replaces);
        Assert.Equal(2, story.Workflow.Tasks[new("report.emo")].Received.Count);
        story.When(new WorkflowCommand.Correct(new("report.emo"), corrected, "Още веднъж")).Then();
    }

    [Fact]
    public void WhenAnExtraMeetingIsAdded_ThenItIsOneMoreTaskOfTheStep()
    {
        var story = Story.Opened(Sample.Of(
            Sample.Step("planning", new Core.Templates.StepKind.Meeting("planning", 2), "administration")));

        story.When(new WorkflowCommand.AddTask(new("planning"), null)).Then();
        story.Answer("planning.1").Submit("planning.2", ValidAnswers.Meeting(story.Workflow, new(2018, 1, 10)) with { Participants = new Dictionary<string, int> { ["providers"] = 1 } });
        story.When(new WorkflowCommand.AddTask(new("planning"), null));

        Assert.Equal("planning.3", Assert.IsType<TaskAssigned>(Assert.Single(story.Last)).Task.Value);
    }
}
