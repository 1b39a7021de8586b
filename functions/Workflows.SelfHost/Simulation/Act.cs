using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Simulation;

/// <summary>What somebody, or time itself, does next in a simulated municipality.</summary>
internal abstract record Act
{
    private Act()
    {
    }

    public sealed record Register : Act;

    /// <param name="Workflow">Null for the strategy.</param>
    public sealed record Wake(StreamId Stream, WorkflowId? Workflow) : Act;

    public sealed record StartCase(TemplateId Template, string Name) : Act;

    /// <summary>The owner of a meeting invites everybody to it.</summary>
    public sealed record CallMeeting(WorkflowId Workflow, TaskId Task) : Act;

    public sealed record Answer(WorkflowId Workflow, TaskId Task) : Act;

    /// <summary>The coordinator gives more time.</summary>
    public sealed record Extend(WorkflowId Workflow, TaskId Task) : Act;

    /// <summary>The coordinator accepts an answer or sends it back.</summary>
    public sealed record Review(WorkflowId Workflow, TaskId Task) : Act;
}
