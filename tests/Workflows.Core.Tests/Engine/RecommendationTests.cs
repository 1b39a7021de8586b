using Workflows.Contracts;
using Workflows.Core.Engine;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Tests.Engine;

/// <summary>A recommendation is given to somebody, reminded of as a task is, and outlasts its workflow until it is done or declined.</summary>
public sealed class RecommendationTests
{
    private const string Id = "proposals.emo.1";

    [Fact]
    public void WhenItIsAssigned_ThenItsOwnerIsToldThatDay()
    {
        var story = Adopted().When(Assign(Sample.Town, new(2018, 3, 1)));

        story.Then(new RecommendationAssigned(Id, Sample.Town, new(2018, 3, 1), new(2018, 1, 10)));
        var mail = Assert.IsType<Effect.SendMail>(Assert.Single(WorkflowReactions.React(story.State, story.Last[0])));
        Assert.Equal((MailKind.Reminder, Sample.Town, "sample-2017-2019/town-hall/2018-01-10"), (mail.Kind, mail.To, mail.Digest));
        Assert.Equal([Id], mail.Recommendations!);
        story.When(Assign(Sample.Town, new(2018, 3, 1))).Then();
    }

    /// <summary>Due on Thursday, 1 March 2018: fourteen working days before is 9 February, seven the 20th, one the 28th.</summary>
    [Theory]
    [InlineData(2, 20, true)]
    [InlineData(2, 21, false)]
    [InlineData(2, 28, true)]
    [InlineData(3, 1, true)]
    [InlineData(3, 2, false)]
    [InlineData(3, 7, true)]
    public void ItIsRemindedByThePolicyOfItsStep(int month, int day, bool reminded)
    {
        var story = Ended().When(Assign(Sample.Town, new(2018, 3, 1))).On(2018, month, day).Tick();

        Assert.IsType<WorkflowState.Completed>(story.State);
        Assert.Equal(reminded, story.Last.OfType<RemindersDue>().Any(r => r.Reminders.Any(x => x.To == Sample.Town && x.Recommendations is [Id])));
    }

    [Theory]
    [InlineData(RecommendationFate.Done)]
    [InlineData(RecommendationFate.Declined)]
    public void GivenItsWorkflowHasEnded_WhenItIsSettled_ThenNothingWakesItAnyMore(RecommendationFate fate)
    {
        var story = Ended();
        Assert.Null(WorkflowDecider.NextWakeUp(story.State));
        story.When(Assign(Sample.Town, new(2018, 3, 1)));
        Assert.Equal(new(2018, 2, 9, 6, 0, 0, TimeSpan.Zero), WorkflowDecider.NextWakeUp(story.State));

        story.When(new WorkflowCommand.SettleRecommendation(Id, fate, "Открит е."));

        Assert.Null(WorkflowDecider.NextWakeUp(story.State));
        story.On(2018, 3, 1).Tick().Then();
    }

    /// <summary>As its step's tasks are: to the coordinator a working day after the due day, to the mayor after ten. Due on Thursday, 1 March 2018; the 5th is a day off.</summary>
    [Fact]
    public void WhenItsDayGoesBy_ThenItIsEscalatedAlsoAfterTheEnd()
    {
        var story = Ended().When(Assign(Sample.Town, new(2018, 3, 1)));
        story.On(2018, 3, 1).Tick();
        Assert.DoesNotContain(story.Last, e => e is RecommendationEscalated);

        story.On(2018, 3, 2).Tick();
        var told = Assert.Single(story.Last.OfType<RecommendationEscalated>());
        Assert.Equal(new(Id, 1, Sample.Team, new(2018, 3, 2)), told);
        var mail = Assert.IsType<Effect.SendMail>(Assert.Single(WorkflowReactions.React(story.State, told)));
        Assert.Equal((MailKind.Escalation, Sample.Team, "sample-2017-2019/emo/2018-03-02"), (mail.Kind, mail.To, mail.Digest));
        Assert.Equal([Id], mail.Recommendations!);
        story.Tick();
        Assert.DoesNotContain(story.Last, e => e is RecommendationEscalated);

        // Nobody woke it for three weeks: what is owed by then is told all the same, and once.
        story.On(2018, 3, 26).Tick();
        Assert.Equal([(2, "mayor", new DateOnly(2018, 3, 16))], story.Last.OfType<RecommendationEscalated>().Select(e => (e.Level, e.To.Value, e.On)));
        story.On(2018, 6, 1).Tick();
        Assert.DoesNotContain(story.Last, e => e is RecommendationEscalated);
    }

    [Fact]
    public void GivenAnotherDay_ThenItIsEscalatedAnew_AndNeverWhenItIsDone()
    {
        var story = Adopted().When(Assign(Sample.Town, new(2018, 3, 1))).On(2018, 3, 2).Tick();
        Assert.Single(story.Last.OfType<RecommendationEscalated>());

        story.When(Assign(Sample.Town, new(2018, 3, 12))).On(2018, 3, 13).Tick();
        Assert.Equal((1, new DateOnly(2018, 3, 13)), story.Last.OfType<RecommendationEscalated>().Select(e => (e.Level, e.On)).Single());

        story.When(new WorkflowCommand.SettleRecommendation(Id, RecommendationFate.Done, null)).On(2018, 6, 1).Tick();
        Assert.DoesNotContain(story.Last, e => e is RecommendationEscalated);
    }

    [Fact]
    public void WhatAVisitRecommends_IsRaisedAndItsProviderIsToCarryItOut()
    {
        var (story, task) = Visited(new("Рампа на входа", new(2018, 6, 1)), new("Повече места"));
        var id = $"{task.Id}";

        story.When(new WorkflowCommand.Accept(task.Id, null));

        var service = story.Workflow.Context.Services.Single(s => s.Id == task.Service);
        var today = Core.Calendar.CivilTime.DateOf(story.Now);
        Assert.Equal(
            [
                new RecommendationRaised($"{id}.1", task.Id, new(Proposal.OfService, service.Name.Bg, "Рампа на входа", "Стълби")),
                new RecommendationAssigned($"{id}.1", service.Provider, new(2018, 6, 1), today),
                new RecommendationRaised($"{id}.2", task.Id, new(Proposal.OfService, service.Name.Bg, "Повече места", "Стълби")),
            ],
            story.Last.Where(e => e is RecommendationRaised or RecommendationAssigned));
    }

    [Fact]
    public void AVisitCannotRecommendNothing_NorForADayBeforeIt()
    {
        foreach (var (wrong, code) in ((VisitRecommendation, string)[])[(new(" "), "answer.incomplete"), (new("Рампа", new(2018, 1, 9)), "recommendation.due-past"), (new("Рампа", new(2028, 1, 9)), "recommendation.due-far")])
        {
            var story = Story.Opened().AnswerAll("visits", "extra");
            story.When(Recommending(story, wrong)).ThenRefused(code);
        }
    }

    [Fact]
    public void WhatCannotBe_IsRefused()
    {
        var story = Adopted();
        story.When(Assign(new("nobody"), new(2018, 3, 1))).ThenRefused("institution.unknown");
        story.When(Assign(Sample.Town, new(2018, 1, 9))).ThenRefused("recommendation.due-past");
        story.When(Assign(Sample.Town, new(2028, 1, 9))).ThenRefused("recommendation.due-far");
        story.When(new WorkflowCommand.AssignRecommendation("none.1", Sample.Town, new(2018, 3, 1))).ThenRefused("recommendation.unknown");
        story.When(Assign(Sample.Town, new(2018, 3, 1)), Actor.Of(Sample.Town)).ThenRefused("actor.forbidden");
        story.When(new WorkflowCommand.SettleRecommendation(Id, RecommendationFate.Done, null)).When(Assign(Sample.Town, new(2018, 3, 1)))
            .ThenRefused("recommendation.closed");
    }

    [Fact]
    public void GivenAHandAdoptedOne_ThenItKeepsTheNumberOfItsDecision()
    {
        var story = Story.Opened().AnswerAll("decision", "extra");
        var settle = new WorkflowCommand.SettleRecommendation(Id, RecommendationFate.Adopted, null, " 45 ");

        story.When(settle).Then(new RecommendationSettled(Id, RecommendationFate.Adopted, "45", null));
        story.When(settle).Then();
        story.When(settle with { Decision = null }).Then();
    }

    [Theory]
    [InlineData("10")]
    [InlineData("№ 10")]
    public void WhenTheDecisionThatAdoptedItAmendsTheStrategy_ThenItIsDone(string decision)
    {
        var story = Ended();
        Assert.Equal("№ 10", story.Workflow.Recommendations[Id].Decision);
        story.When(new WorkflowCommand.ChangeContext(story.Workflow.Context, "11"), Actor.System).Then();
        story.When(new WorkflowCommand.ChangeContext(story.Workflow.Context, null), Actor.System).Then();

        var change = new WorkflowCommand.ChangeContext(story.Workflow.Context with { MunicipalityName = new("Нова", "New") }, decision);
        story.When(change, Actor.System).Then(new RecommendationSettled(Id, RecommendationFate.Done, "№ 10", null));
        story.When(change, Actor.System).Then();
    }

    [Fact]
    public void GivenItIsSuspended_ThenNobodyIsReminded()
    {
        var story = Adopted().When(Assign(Sample.Town, new(2018, 3, 1))).When(new WorkflowCommand.Suspend("Избори"));

        story.On(2018, 3, 1).Tick().Then();
        story.When(Assign(Sample.Town, new(2018, 4, 1))).ThenRefused("workflow.suspended");
    }

    private static WorkflowCommand.AssignRecommendation Assign(InstitutionId owner, DateOnly due) => new(Id, owner, due);

    private static (Story Story, WorkflowTask Task) Visited(params VisitRecommendation[] recommendations)
    {
        var story = Story.Opened().AnswerAll("visits", "extra");
        var submit = Recommending(story, recommendations);
        story.When(submit);
        return (story, story.Workflow.Tasks[submit.Task]);
    }

    private static WorkflowCommand.Submit Recommending(Story story, params VisitRecommendation[] recommendations)
    {
        var task = story.Workflow.Unfinished.Values.First(t => t.Service is not null);
        var valid = ValidAnswers.For(story.Workflow, task, Core.Calendar.CivilTime.DateOf(story.Now));
        return new(task.Id, valid with { Answer = (Answer.Visit)valid.Answer with { Findings = "Стълби", Recommendations = recommendations } });
    }

    private static Story Adopted() => Story.Opened().AnswerAll("extra", "publication");

    private static Story Ended()
    {
        var story = Story.Opened().AnswerAll();
        Assert.IsType<WorkflowState.Completed>(story.State);
        return story;
    }
}
