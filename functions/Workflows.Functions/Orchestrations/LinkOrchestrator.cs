using Microsoft.DurableTask;

namespace Workflows.Functions.Orchestrations;

/// <summary>One for the installation: sends the links that people ask for, as soon as they do.</summary>
/// <remarks>See docs/decisions/0021 before changing the order of the calls.</remarks>
[DurableTask(Name)]
public sealed class LinkOrchestrator : TaskOrchestrator<string, int>
{
    public const string Name = "LinkOrchestrator";

    public override async Task<int> RunAsync(TaskOrchestrationContext context, string input)
    {
        var wait = (TimeSpan?)Turns.Rest;
        try
        {
            wait = await context.Call<int>(DeliverLinks.Name, input) > 0 ? TimeSpan.Zero : null;
        }
        catch (TaskFailedException failure)
        {
            context.Failed(failure);
        }

        if (wait != TimeSpan.Zero)
            await context.WaitForWakeUp(wait);
        context.NextTurn(input);
        return 0;
    }
}
