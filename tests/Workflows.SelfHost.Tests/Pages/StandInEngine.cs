using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Operations;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>
/// A few orchestrations for pages to show, which one machine has none of. What the real engine does with them is tested where it is, with the
/// Functions app.
/// </summary>
internal sealed class StandInEngine : IDurableInstances
{
    private static readonly DateTimeOffset Begun = new(2016, 10, 1, 6, 0, 0, TimeSpan.Zero);

    private static readonly DurableInstance[] Instances =
    [
        new(new(ApiHost.Strategy), "StrategyOrchestrator", InstanceState.Suspended, Begun, Begun, null, null),
        new(new(ApiHost.Cycle), "WorkflowOrchestrator", InstanceState.Running, Begun, Begun, new("running", 12, 3, new(2016, 11, 9)), null),
        new(new($"{ApiHost.Strategy}.evaluation.2016"), "WorkflowOrchestrator", InstanceState.Failed, Begun, Begun, null, "The history cannot be replayed."),
    ];

    public static void Register(IServiceCollection services) => services.AddSingleton<IDurableInstances, StandInEngine>();

    public ValueTask<InstanceList> List(InstanceQuery query, CancellationToken cancellation = default) => new(new InstanceList(Instances, null));

    public ValueTask<DurableInstance?> Find(StreamId id, CancellationToken cancellation = default) => new(Instances.FirstOrDefault(i => i.Id == id));

    public ValueTask<InstanceReply> Do(StreamId id, InstanceCommand command, CancellationToken cancellation = default) => new(InstanceReply.Taken);
}
