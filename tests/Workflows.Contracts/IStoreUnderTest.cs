using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>An empty store of its own for one test, with everything that a commit writes.</summary>
public interface IStoreUnderTest : IAsyncDisposable
{
    IEventStore Events { get; }

    IEffectLedger Ledger { get; }

    IWakeUps WakeUps { get; }

    IListing Listing { get; }
}

/// <summary>Starts a store for each test and puts it away after it.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected IStoreUnderTest Store { get; private set; } = null!;

    protected abstract ValueTask<IStoreUnderTest> Start();

    public async Task InitializeAsync() => Store = await Start();

    public async Task DisposeAsync() => await Store.DisposeAsync();
}
