using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.DurableTask.Protobuf;

namespace Workflows.Functions.Tests.App;

/// <summary>Sees how long the history is that comes with each piece of an orchestration's work.</summary>
internal sealed class HistoryWatch : Interceptor
{
    private int _longest;

    /// <summary>In events.</summary>
    public int Longest => _longest;

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, context);
        return new(
            new Watched<TResponse>(call.ResponseStream, this), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    private void See(OrchestratorRequest work)
    {
        var events = work.PastEvents.Count + work.NewEvents.Count;
        int longest;
        while (events > (longest = _longest) && Interlocked.CompareExchange(ref _longest, events, longest) != longest)
        {
        }
    }

    private sealed class Watched<T>(IAsyncStreamReader<T> inner, HistoryWatch watch) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            var next = await inner.MoveNext(cancellationToken);
            if (next && inner.Current is WorkItem { OrchestratorRequest: { } work })
                watch.See(work);
            return next;
        }
    }
}
