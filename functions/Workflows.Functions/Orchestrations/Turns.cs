using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Workflows.Functions.Orchestrations;

/// <summary>What the orchestrations of strategies and workflows have in common.</summary>
internal static partial class Turns
{
    /// <summary>The event that says: something was written, look. It carries nothing; losing it only delays.</summary>
    public const string Wake = "wake";

    /// <summary>Backends keep one timer for no more than a week, and one that chains several would grow the history.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>Before trying again what has failed, when its retries are used up.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Storage that does not answer for a moment. Mail has its own retries, in the ledger. Two attempts, so that even a turn in which
    /// everything is tried twice leaves a history below 50 events.
    /// </summary>
    private static readonly TaskOptions Twice = new(new TaskRetryOptions(new RetryPolicy(2, TimeSpan.FromSeconds(5))));

    public static Task<T> Call<T>(this TaskOrchestrationContext context, string activity, object input) =>
        context.CallActivityAsync<T>(activity, input, Twice);

    /// <summary>Shown by the alerts too; tried again after a rest.</summary>
    public static void Failed(this TaskOrchestrationContext context, TaskFailedException failure) =>
        context.CreateReplaySafeLogger<WorkflowOrchestrator>().LogTurnFailed(failure, context.InstanceId);

    /// <summary>Returns when the time is over or somebody has written.</summary>
    public static async Task WaitForWakeUp(this TaskOrchestrationContext context, TimeSpan? wait)
    {
        try
        {
            await context.WaitForExternalEvent<string?>(Wake, wait is { } time && time < Longest ? time : Longest);
        }
        catch (TaskCanceledException)
        {
            // The time is over.
        }
    }

    /// <summary>
    /// Begins the next turn with an empty history. Wake-ups that came in the meantime are dropped: what they told of was written before, and
    /// the next turn begins by reading it.
    /// </summary>
    public static void NextTurn(this TaskOrchestrationContext context, string stream) =>
        context.ContinueAsNew(stream, preserveUnprocessedEvents: false);

    [LoggerMessage(LogLevel.Error, "A turn of {Instance} failed; the next begins after a rest.")]
    private static partial void LogTurnFailed(this ILogger logger, Exception failure, string instance);
}
