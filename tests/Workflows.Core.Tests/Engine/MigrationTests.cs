using Workflows.Core.Engine;
using Workflows.Core.Templates;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Tests.Engine;

public sealed class MigrationTests
{
    [Fact]
    public void WhenAStepIsAdded_ThenItMustBeDoneToo()
    {
        var story = Story.Opened().AnswerAll("publication", "extra");
        var newer = Newer([.. Sample.Template.Steps, Sample.Step("archive", new StepKind.Activity(), "administration", ["publication"])]);

        story.When(new WorkflowCommand.Migrate(newer)).Answer("publication.town-hall");

        Assert.IsType<WorkflowState.Running>(story.State);
        Assert.IsType<WorkflowState.Completed>(story.Answer("archive.town-hall").State);
    }

    [Fact]
    public void WhenAStepIsDropped_ThenItsOpenTasksAreWithdrawnAndTheRestGoesOn()
    {
        var story = Story.Opened();

        story.When(new WorkflowCommand.Migrate(Newer([.. Sample.Template.Steps.Where(s => s.Id.Value != "extra")])));

        Assert.Contains(story.Last, e => e is TaskWithdrawn { Task.Value: "extra.patronage", Cause: WithdrawalCause.Migrated });
        Assert.IsType<WorkflowState.Completed>(story.AnswerAll().State);
    }

    [Fact]
    public void WhenAStepChangesItsKind_ThenItIsAskedAnew()
    {
        var story = Story.Opened();
        var newer = Newer([.. Sample.Template.Steps.Select(s => s.Id.Value == "extra" ? s with { Kind = new StepKind.Report() } : s)]);

        story.When(new WorkflowCommand.Migrate(newer));

        Assert.True(story.Workflow.Tasks[new("extra.patronage~2")].IsOwed);
        story.Answer("extra.patronage~2");
    }

    [Fact]
    public void WhenTheRuleOfADeadlineChanges_ThenOpenTasksMove()
    {
        var story = Story.Opened();
        var newer = Newer([.. Sample.Template.Steps.Select(s => s with { Deadline = s.Deadline with { Due = Calendar("20 working days after opening") } })]);

        story.When(new WorkflowCommand.Migrate(newer));

        Assert.Equal(new DateOnly(2018, 2, 7), story.Workflow.Tasks[new("planning.1")].Deadline.Due);
    }

    [Fact]
    public void ADryRunIsTheSameDecisionNotSaved()
    {
        var story = Story.Opened();
        var newer = Newer([.. Sample.Template.Steps.Where(s => s.Id.Value != "extra")]);
        var dry = WorkflowDecider.Decide(story.State, new WorkflowCommand.Migrate(newer), Sample.Coordinator, story.Now);

        story.When(new WorkflowCommand.Migrate(newer));

        Assert.Equal(Story.Json(story.Last), Story.Json(Assert.IsType<Decided<WorkflowEvent>.Events>(dry).List));
    }

    [Fact]
    public void AnOlderOrOtherTemplateIsRefused()
    {
        var story = Story.Opened(Sample.Template with { Version = 2 });

        story.When(new WorkflowCommand.Migrate(Sample.Template)).ThenRefused("template.older");
        story.When(new WorkflowCommand.Migrate(Sample.Template with { Id = new("other") })).ThenRefused("template.other");
    }

    private static Template Newer(IReadOnlyList<Step> steps) => Sample.Template with { Version = 2, Steps = steps };

    private static Core.Calendar.DueRule Calendar(string rule) => Core.Calendar.DueRule.Parse(rule);
}
