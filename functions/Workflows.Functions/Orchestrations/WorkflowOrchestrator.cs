using Microsoft.DurableTask;

namespace Workflows.Functions.Orchestrations;

/// <summary>
/// One for each workflow, under its id. A turn: let time pass, deliver what is owed, wait for the next moment or a wake-up, begin anew. It
/// decides nothing; killed, purged or started twice, it finds everything in the events again.
/// </summary>
/// <remarks>
/// Replayed from its history, so the order of its calls is a contract with turns that are under way: see docs/decisions/0021 before
/// changing it.
/// </remarks>
[DurableTask(Name)]
public sealed class WorkflowOrchestrator : TaskOrchestrator<string, Standing>
{
    public const string Name = "WorkflowOrchestrator";

    private const int MostDeliveries = 3;

    public override async Task<Standing> RunAsync(TaskOrchestrationContext context, string input)
    {
        var wait = (TimeSpan?)Turns.Rest;
        try
        {
            var standing = await context.Call<Standing>(Advance.Name, input);
            context.SetCustomStatus(standing);
            if (standing.Ended)
                return await context.Call<Standing>(Publish.Name, input);
            wait = standing.Mails == 0 ? standing.Wait : await Deliver(context, input, standing.Mails) > 0 ? TimeSpan.Zero : Turns.Rest;
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

    private static async Task<int> Deliver(TaskOrchestrationContext context, string stream, int mails)
    {
        var deliveries = Math.Min((mails + DeliverMail.AtOnce - 1) / DeliverMail.AtOnce, MostDeliveries);
        var settled = await Task.WhenAll(Enumerable.Range(0, deliveries).Select(_ => context.Call<int>(DeliverMail.Name, stream)));
        return settled.Sum();
    }
}
