using Azure.Core;
using Azure.Core.Pipeline;
using Workflows.Core.Ports;
using Workflows.Tables;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;
using Xunit.Abstractions;

namespace Workflows.Functions.Tests.Storage;

/// <summary>The same people in the same strategy, once on one machine's storage and once on Azure's.</summary>
public sealed class SameEventsTests(ITestOutputHelper output)
{
    /// <summary>1,665 when it was measured, mail aside; a change that costs more has to say so here and in docs/decisions/0020.</summary>
    private const int MostTransactionsInAYear = 2_000;

    [Fact]
    public async Task GivenTheSameStrategy_ThenBothHostsWriteTheSameEventsToTheByte()
    {
        var counted = new Count();
        await using var azure = await AzureStore.Start(counted);
        var library = TemplateLibrary.Load().Value!;
        var plan = new SimulationPlan(library.Strategies["sevlievo-2016-2020"], library.Templates, Copies: 1, Seed: 1);

        var there = await Play(plan, azure.Events, azure.Ledger, new BlobDocuments(azure.Storage));
        var transactions = counted.Requests;
        var directory = new DataDirectory(Directory.CreateTempSubdirectory("workflows-").FullName);
        Assert.True(SqliteDatabase.TryOpen(directory, out var database, out _));
        using (database)
        {
            var here = await Play(plan, new SqliteEventStore(database), new SqliteEffectLedger(database), new FileDocuments(directory));
            Assert.Equal(here.StreamsHash, there.StreamsHash);
            Assert.Equal(here.Events, there.Events);
            Assert.Equal(await Listed(new SqliteListing(database)), await Listed(azure.Listing));
        }

        Directory.Delete(directory.Root, recursive: true);
        output.WriteLine($"{there.Events} events, {transactions} storage transactions, {transactions / 5} a year.");
        Assert.Empty(there.Stuck);
        Assert.InRange(transactions / 5, 1, MostTransactionsInAYear);
    }

    private static Task<SimulationResult> Play(SimulationPlan plan, IEventStore events, IEffectLedger ledger, IDocumentStore documents) =>
        Simulator.Run(plan, new(events, ledger, documents, null, SavesInOrder: false), new SimulationProgress(), CancellationToken.None);

    private static async Task<IReadOnlyList<string>> Listed(IListing listing) =>
    [
        .. (await listing.Workflows(new(null, null, null, null, null, 1000))).Select(w => w.ToString()),
        .. (await listing.Tasks(new(null, null, null, null, null, null, null, 10_000))).Select(t => t.ToString()),
    ];

    /// <summary>A request is a transaction, also one that carries a hundred rows of a partition.</summary>
    private sealed class Count : HttpPipelineSynchronousPolicy
    {
        private int _requests;

        public int Requests => _requests;

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref _requests);
    }
}
