using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Workflows.Core.Engine;
using Workflows.Web.Delivery;
using Workflows.Web.Links;

namespace Workflows.Functions.Orchestrations;

// Activities run at least once. Each may be run again at any time: a tick decides only what is not in the events yet, a delivery claims only
// what is owed, and what opens or tells a workflow does nothing the second time.

/// <summary>Lets time pass in a strategy or workflow, and says where it stands.</summary>
[DurableTask(Name)]
internal sealed class Advance(Progress progress) : TaskActivity<string, Standing>
{
    public const string Name = "Advance";

    public override Task<Standing> RunAsync(TaskActivityContext context, string input) => progress.Advance(new StreamId(input));
}

/// <summary>Sends some of the mails that are owed, whichever workflow owes them: a day's mails to one recipient go out as one.</summary>
/// <returns>How many were settled, whatever came of them.</returns>
[DurableTask(Name)]
internal sealed class DeliverMail(EffectDispatcher dispatcher) : TaskActivity<string, int>
{
    public const string Name = "DeliverMail";

    /// <summary>With the transports' time limits, far less than <see cref="TableEffectLedger.LongestDelivery"/>.</summary>
    public const int AtOnce = 10;

    private static readonly string[] Kinds = [EffectKinds.SendMail];

    public override async Task<int> RunAsync(TaskActivityContext context, string input) => await dispatcher.DeliverDue(Kinds, AtOnce);
}

/// <summary>Sends some of the links that people asked for.</summary>
/// <returns>How many were settled, whatever came of them.</returns>
[DurableTask(Name)]
internal sealed class DeliverLinks(LinkDispatcher links, Signals signals) : TaskActivity<string, int>
{
    public const string Name = "DeliverLinks";

    private const int AtOnce = 20;

    public override async Task<int> RunAsync(TaskActivityContext context, string input)
    {
        await signals.Clear(IOutbox.Stream);
        return await links.DeliverDue(LinkDispatcher.Kinds, AtOnce);
    }
}

/// <summary>Opens workflows that strategies have started, and tells running ones of amendments.</summary>
/// <returns>How many effects were settled, whatever came of them.</returns>
[DurableTask(Name)]
internal sealed class OpenWorkflow(EffectDispatcher dispatcher) : TaskActivity<string, int>
{
    public const string Name = "OpenWorkflow";

    private const int AtOnce = 20;

    private static readonly string[] Kinds = [EffectKinds.OpenWorkflow, EffectKinds.ChangeContext];

    public override async Task<int> RunAsync(TaskActivityContext context, string input) => await dispatcher.DeliverDue(Kinds, AtOnce);
}

/// <summary>Starts the orchestrations of workflows, or wakes those that run. A function, since only a function's call brings the client along.</summary>
/// <returns>How many there were.</returns>
internal static class WakeWorkflows
{
    public const string Name = "WakeWorkflows";

    [Function(Name)]
    public static async Task<int> Run([ActivityTrigger] IReadOnlyList<string> workflows, [DurableClient] DurableTaskClient client)
    {
        foreach (var workflow in workflows)
            await client.Wake(new StreamId(workflow), CancellationToken.None);
        return workflows.Count;
    }
}

/// <summary>Brings what lists show of a workflow that has ended up to its events: nothing will write to it any more.</summary>
[DurableTask(Name)]
internal sealed class Publish(Progress progress, Healing healing) : TaskActivity<string, Standing>
{
    public const string Name = "Publish";

    public override async Task<Standing> RunAsync(TaskActivityContext context, string input)
    {
        var stream = new StreamId(input);
        await healing.Heal(stream, 0, CancellationToken.None);
        return await progress.Advance(stream);
    }
}
