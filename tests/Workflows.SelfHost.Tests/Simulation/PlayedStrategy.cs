using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.CommandLine.Verify;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Files;

namespace Workflows.SelfHost.Tests.Simulation;

/// <summary>A shipped strategy, played to its end in a directory of its own.</summary>
internal sealed class PlayedStrategy : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private PlayedStrategy(SimulationPlan plan) => Plan = plan;

    public SimulationPlan Plan { get; }

    public SimulationResult Result { get; private set; } = null!;

    public DataDirectory Data => _directory.Data;

    /// <summary>Every event of every stream, with its moment and hash, in the order of streams and versions.</summary>
    public IReadOnlyList<StoredEvent> Events { get; private set; } = null!;

    public IReadOnlyDictionary<StreamId, Workflow> Workflows => Events
        .Where(e => e.Stream.IsWorkflow)
        .GroupBy(e => e.Stream)
        .ToDictionary(g => g.Key, g => WorkflowViews.WorkflowOf(WorkflowFold.Fold(g.Select(EventFormat.ReadWorkflowEvent)))!);

    public static async Task<PlayedStrategy> Play(string file, ulong seed = 1, int copies = 1)
    {
        var library = TemplateLibrary.Load().Value!;
        var played = new PlayedStrategy(new(library.Strategies[file], library.Templates, copies, seed));
        if (!SqliteDatabase.TryOpen(played.Data, out var database, out var refusal))
            throw new InvalidOperationException(refusal.Message);
        using (database)
        {
            var store = new SqliteEventStore(database);
            var stores = new SimulationStores(store, new SqliteEffectLedger(database), new FileDocuments(played.Data), null, SavesInOrder: true);
            played.Result = await Simulator.Run(played.Plan, stores, new SimulationProgress(), CancellationToken.None);
            played.Events = await store.Streams().SelectMany(head => store.Read(head.Stream)).ToListAsync();
        }

        return played;
    }

    /// <summary>What <c>verify</c> finds.</summary>
    public async Task<StorageFault?> FirstFault() =>
        await StorageCheck.FirstFault(Data) ?? new EngineCheck(Data).FirstFault(CancellationToken.None);

    public void Dispose() => _directory.Dispose();
}

/// <summary>A shipped strategy, played once for all tests that only look at it.</summary>
public abstract class PlayedOnce(string file) : IAsyncLifetime
{
    internal PlayedStrategy Played { get; private set; } = null!;

    public async Task InitializeAsync() => Played = await PlayedStrategy.Play(file);

    public Task DisposeAsync()
    {
        Played.Dispose();
        return Task.CompletedTask;
    }
}

public sealed class Sevlievo() : PlayedOnce("sevlievo-2016-2020");

public sealed class Balchik() : PlayedOnce("balchik-2011-2015");
