using Workflows.Core.Engine;
using Workflows.Core.Templates;

namespace Workflows.Core.Tests.Engine;

/// <summary>Running, and nothing can move: found and named.</summary>
public sealed class StandstillTests
{
    [Fact]
    public void GivenFewerMeetingsThanDemanded_WhenNobodyOwesAnythingMore_ThenItStandsStillForWantOfThem()
    {
        var story = Story.Opened(Sample.Of(Sample.Step("planning", new StepKind.Meeting("planning", 1), "administration")));
        Assert.Null(Standstill.Of(story.State));

        story.When(new WorkflowCommand.WaiveTask(new("planning.1"), "Няма зала"));

        Assert.Null(story.Rejection);
        var found = Standstill.Of(story.State);
        Assert.NotNull(found);
        Assert.Empty(found.Hindering);
        Assert.Equal(1, found.MeetingsMissing);
    }

    [Fact]
    public void GivenATemplateWithoutTheStepThatOthersWaitFor_ThenTheyAreNamed()
    {
        var story = Story.Opened(Sample.Of(Sample.Step("first", new StepKind.Activity(), "mayor"), Sample.Step("second", new StepKind.Activity(), "mayor", ["first"])));
        var running = Assert.IsType<WorkflowState.Running>(story.State);
        // As a fault in the engine would leave it: the first step open, with its task gone.
        var broken = new WorkflowState.Running(running.Workflow with { Unfinished = running.Workflow.Unfinished.Clear() });

        Assert.Equal([new("first"), new("second")], Standstill.Of(broken)!.Hindering);
    }

    [Fact]
    public void GivenAWorkflowThatGoesOn_OrWasSuspendedOrHasEnded_ThenItDoesNotStandStill()
    {
        var story = Story.Opened();
        Assert.Null(Standstill.Of(WorkflowState.Initial));
        Assert.Null(Standstill.Of(story.State));
        Assert.Null(Standstill.Of(story.When(new WorkflowCommand.Suspend("Избори")).State));
        Assert.Null(Standstill.Of(story.When(new WorkflowCommand.Cancel("Край")).State));
    }
}
