using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;
using Status = Grpc.Core.Status;

namespace Workflows.Functions.Tests.App;

/// <summary>
/// What the Functions extension checks on Azure Storage's engine before it passes a call on: an instance that is not there, or is in a state that
/// does not take it, has it refused. The in-memory engine takes everything.
/// </summary>
internal sealed class EngineRules : Interceptor
{
    /// <summary>Set when the client is there.</summary>
    public Func<string, Task<OrchestrationMetadata?>> Find { get; set; } = _ => Task.FromResult<OrchestrationMetadata?>(null);

    /// <summary>Done once, before the next call that has a rule is looked at: what somebody else does in that moment.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>Of the terminations to come, how many reach the engine while a turn begins anew, and are dropped by it.</summary>
    public int DroppedTerminations { get; set; }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        (string Id, Func<OrchestrationMetadata, bool> Takes)? rule = request switch
        {
            RaiseEventRequest raise => (raise.InstanceId, i => !i.IsCompleted),
            TerminateRequest terminate => (terminate.InstanceId, i => !i.IsCompleted),
            SuspendRequest suspend => (suspend.InstanceId, i => i.RuntimeStatus is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending),
            ResumeRequest resume => (resume.InstanceId, i => i.RuntimeStatus is OrchestrationRuntimeStatus.Suspended),
            PurgeInstancesRequest purge => (purge.InstanceId, i => i.IsCompleted),
            _ => null,
        };
        return rule is { } known
            ? new(Checked(known.Id, known.Takes), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { })
            : continuation(request, context);

        async Task<TResponse> Checked(string id, Func<OrchestrationMetadata, bool> takes)
        {
            if (Meanwhile is { } meanwhile)
            {
                Meanwhile = null;
                await meanwhile();
            }

            var instance = await Find(id) ?? throw new RpcException(new(StatusCode.NotFound, $"No instance with ID '{id}' was found."));
            if (!takes(instance))
                throw new RpcException(new(StatusCode.FailedPrecondition, $"The instance {id} is in the {instance.RuntimeStatus} state."));
            if (request is TerminateRequest && DroppedTerminations > 0)
            {
                DroppedTerminations--;
                return (TResponse)(object)new TerminateResponse();
            }

            return await continuation(request, context).ResponseAsync;
        }
    }
}
