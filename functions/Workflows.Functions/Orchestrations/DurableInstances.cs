using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.DurableTask.Client;
using Workflows.Web.Operations;

namespace Workflows.Functions.Orchestrations;

/// <summary>The engine's instances, through the client that came with the call of the function.</summary>
internal sealed class DurableInstances(IHttpContextAccessor http) : IDurableInstances
{
    private DurableTaskClient Client => http.HttpContext!.Features.GetRequiredFeature<DurableTaskClient>();

    public async ValueTask<InstanceList> List(InstanceQuery query, CancellationToken cancellation = default)
    {
        var wanted = new OrchestrationQuery
        {
            Statuses = query.State is { } state ? [StatusOf(state)] : null,
            InstanceIdPrefix = query.Prefix,
            PageSize = query.Limit,
            FetchInputsAndOutputs = true,
        };
        await foreach (var page in Client.GetAllInstancesAsync(wanted).AsPages(query.After, query.Limit).WithCancellation(cancellation))
        {
            // A backend may end a page before it holds anything.
            if (page.Values.Count > 0 || page.ContinuationToken is null)
                return new([.. page.Values.Select(Of)], page.ContinuationToken);
        }

        return new([], null);
    }

    public async ValueTask<DurableInstance?> Find(StreamId id, CancellationToken cancellation = default) =>
        await Client.GetInstanceAsync(id.Value, getInputsAndOutputs: true, cancellation) is { } instance ? Of(instance) : null;

    public async ValueTask<InstanceReply> Do(StreamId id, InstanceCommand command, CancellationToken cancellation = default)
    {
        if (command is InstanceCommand.Restart)
        {
            await Client.Restart(id, cancellation);
            return InstanceReply.Taken;
        }

        if (await Find(id, cancellation) is not { } instance)
            return InstanceReply.Missing;
        if (!instance.Commands.Contains(command))
            return InstanceReply.Refused;
        var asked = command switch
        {
            InstanceCommand.Suspend => Client.SuspendInstanceAsync(id.Value, cancellation: cancellation),
            InstanceCommand.Resume => Client.ResumeInstanceAsync(id.Value, cancellation: cancellation),
            InstanceCommand.Terminate => Client.TerminateInstanceAsync(id.Value, (object?)null, cancellation),
            InstanceCommand.Purge => Client.PurgeInstanceAsync(id.Value, cancellation),
            _ => throw new InvalidOperationException($"Nothing does {command}."),
        };
        return await Instances.Takes(asked) ? InstanceReply.Taken : InstanceReply.Refused;
    }

    private static DurableInstance Of(OrchestrationMetadata instance) => new(
        new StreamId(instance.InstanceId),
        instance.Name,
        StateOf(instance.RuntimeStatus),
        instance.CreatedAt,
        instance.LastUpdatedAt,
        instance.SerializedCustomStatus is not null && instance.ReadCustomStatusAs<Standing>() is { } s ? new(s.Phase, s.OpenTasks, s.LateTasks, s.NextDue) : null,
        instance.FailureDetails?.ErrorMessage);

    /// <summary>The same names, but for statuses that the engine keeps for compatibility alone.</summary>
    private static InstanceState StateOf(OrchestrationRuntimeStatus status) =>
        Enum.TryParse<InstanceState>($"{status}", out var state) ? state : InstanceState.Running;

    private static OrchestrationRuntimeStatus StatusOf(InstanceState state) => Enum.Parse<OrchestrationRuntimeStatus>($"{state}");
}
