using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Regions;

/// <summary>Lets nobody read a stream until it is let go, or has the reading fail.</summary>
internal sealed class HeldEvents(IEventStore store) : IEventStore
{
    private TaskCompletionSource? _held;
    private TaskCompletionSource _reached = new();
    private StreamId _stream;

    /// <summary>Ends once somebody wants to read the stream that is held.</summary>
    public Task Reached => _reached.Task;

    public void Hold(string stream)
    {
        _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        (_stream, _held) = (new(stream), new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    public void LetGo() => _held!.SetResult();

    public void Fail(Exception failure)
    {
        var held = _held!;
        _held = null;
        held.SetException(failure);
    }

    /// <summary>In front of the store that is registered.</summary>
    public static void Register(IServiceCollection services) =>
        services.AddSingleton<IEventStore>(new HeldEvents((IEventStore)services.Last(s => s.ServiceType == typeof(IEventStore)).ImplementationInstance!));

    public ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default) => store.Commit(commit, cancellation);

    public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => store.FindCommand(key, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) => store.Streams(cancellation);

    public async IAsyncEnumerable<StoredEvent> Read(StreamId stream, long afterVersion = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (stream == _stream && _held is { } held)
        {
            _reached.TrySetResult();
            await held.Task;
        }

        await foreach (var stored in store.Read(stream, afterVersion, cancellation))
            yield return stored;
    }
}
