using Microsoft.DurableTask;

namespace Workflows.Functions.Orchestrations;

/// <summary>
/// One for each strategy, under its id. It opens each year's workflows, and the evaluation in the last year, when their day comes or a
/// coordinator has started them, and starts the orchestration of each.
/// </summary>
/// <remarks>
/// They are no sub-orchestrations: the engine lets nobody continue as new while one is under way, and a cycle lasts a year. See
/// docs/decisions/0021, also before changing the order of the calls.
/// </remarks>
[DurableTask(Name)]
public sealed class StrategyOrchestrator : TaskOrchestrator<string, Standing>
{
    public const string Name = "StrategyOrchestrator";

    public override async Task<Standing> RunAsync(TaskOrchestrationContext context, string input)
    {
        var wait = (TimeSpan?)Turns.Rest;
        try
        {
            var standing = await context.Call<Standing>(Advance.Name, input);
            context.SetCustomStatus(standing);
            wait = standing.Openings.Count == 0 ? standing.Wait : await Open(context, input, standing.Openings) > 0 ? TimeSpan.Zero : Turns.Rest;
        }
        catch (TaskFailedException failure)
        {
            context.Failed(failure);
        }

        if (wait != TimeSpan.Zero)
            await context.WaitForWakeUp(wait);
        context.NextTurn(input);
        return null!; // Of a turn that is followed by another, nobody sees the result.
    }

    /// <returns>How much was settled.</returns>
    private static async Task<int> Open(TaskOrchestrationContext context, string strategy, IReadOnlyList<string> workflows)
    {
        var settled = await context.Call<int>(OpenWorkflow.Name, strategy);
        await context.Call<int>(WakeWorkflows.Name, workflows);
        return settled;
    }
}
