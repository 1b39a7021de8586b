using Microsoft.DurableTask;

namespace Workflows.Functions.Orchestrations;

/// <summary>
/// One for each strategy, under its id. It opens each year's workflows, and the evaluation in the last year, when their day comes or a
/// coordinator has started them, each as an orchestration of its own.
/// </summary>
/// <remarks>See <see cref="WorkflowOrchestrator"/> about changing it.</remarks>
[DurableTask(Name)]
public sealed class StrategyOrchestrator : TaskOrchestrator<Turn, Standing>
{
    public const string Name = "StrategyOrchestrator";

    public override async Task<Standing> RunAsync(TaskOrchestrationContext context, Turn input)
    {
        var wait = (TimeSpan?)Turns.Rest;
        try
        {
            var standing = await context.Call<Standing>(Advance.Name, input.Stream);
            context.SetCustomStatus(standing with { Children = [] });
            var opened = standing.Openings > 0 ? await context.Call<IReadOnlyList<string>>(OpenWorkflow.Name, input.Stream) : [];
            var started = standing.Children.Except(input.Children).ToList();
            foreach (var workflow in started)
                Start(context, workflow);
            foreach (var workflow in opened.Intersect(input.Children))
                context.SendEvent(workflow, Turns.Wake, "");
            input = input with { Children = [.. input.Children, .. started] };
            wait = standing.Openings > 0 ? opened.Count > 0 ? TimeSpan.Zero : Turns.Rest : standing.Wait;
        }
        catch (TaskFailedException)
        {
            // Shown in the portal and by the alerts; tried again after a rest.
        }

        if (wait != TimeSpan.Zero)
            await context.WaitForWakeUp(wait);
        context.NextTurn(input);
        return null!; // Of a turn that is followed by another, nobody sees the result.
    }

    /// <summary>Not awaited: a cycle lasts a year, and this goes on. Started twice it begins anew, which is harmless.</summary>
    private static void Start(TaskOrchestrationContext context, string workflow) =>
        _ = context.CallSubOrchestratorAsync<Standing>(
            WorkflowOrchestrator.Name, new Turn(workflow, []), new SubOrchestrationOptions(instanceId: workflow));
}
