using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Workflows.Functions.Orchestrations;

/// <summary>The orchestrations of streams, through the client that came with the call.</summary>
internal static class Instances
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Wakes the stream's orchestration, or starts it when it does not run: new, ended, terminated or purged.</summary>
    public static async Task Wake(this DurableTaskClient client, StreamId stream, CancellationToken cancellation)
    {
        var instance = await client.GetInstanceAsync(stream.Value, cancellation);
        if (instance is null || instance.IsCompleted || !await Takes(client.RaiseEventAsync(stream.Value, Turns.Wake, null, cancellation)))
            await client.Start(stream, cancellation);
    }

    /// <summary>Azure Storage's engine looks at the state of an instance first, and refuses what that does not take.</summary>
    /// <returns>False when it was refused, also because the instance has gone in between.</returns>
    public static async Task<bool> Takes(Task asked)
    {
        try
        {
            await asked;
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return false;
        }
    }

    /// <summary>Ends the orchestration, if there is one, and starts it again.</summary>
    public static async Task Restart(this DurableTaskClient client, StreamId stream, CancellationToken cancellation)
    {
        while (await client.GetInstanceAsync(stream.Value, cancellation) is { IsCompleted: false })
        {
            if (!await Takes(client.TerminateInstanceAsync(stream.Value, (object?)"restarted", cancellation)))
                continue;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            try
            {
                await client.WaitForInstanceCompletionAsync(stream.Value, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // What reaches an engine while a turn begins anew can be dropped: it is asked again.
            }
        }

        await client.Start(stream, cancellation);
    }

    private static async Task Start(this DurableTaskClient client, StreamId stream, CancellationToken cancellation)
    {
        // Without this, a start could replace an orchestration that somebody else has started in between.
        var options = new StartOrchestrationOptions(stream.Value).WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                OrchestratorOf(stream), stream.Value, options, cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It reads the events when it begins.
        }
    }

    private static TaskName OrchestratorOf(StreamId stream) =>
        stream == IOutbox.Stream ? LinkOrchestrator.Name : stream.IsWorkflow ? WorkflowOrchestrator.Name : StrategyOrchestrator.Name;
}
