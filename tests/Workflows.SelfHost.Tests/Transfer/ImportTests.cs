using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.CommandLine.Verify;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.SelfHost.Tests.Transfer;

public sealed class ImportTests(ExportedBalchik exported) : IClassFixture<ExportedBalchik>, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task GivenAnExport_WhenImported_ThenEverythingIsAsItWasAndCanBeVerified()
    {
        using (var store = new OpenStore(_directory.Data))
        {
            var imported = await Import(store);

            Assert.Equal(exported.Played.Events.Count, imported.Events);
            Assert.True(imported is { Effects: > 1000, Documents: > 0 });
            Assert.Equal(exported.Content, await store.Content());
        }

        Assert.Null(await StorageCheck.FirstFault(_directory.Data));
        Assert.Null(new EngineCheck(_directory.Data).FirstFault(CancellationToken.None));
    }

    [Fact]
    public async Task GivenAnImport_WhenExportedAgain_ThenTheFileIsTheSameToTheByte()
    {
        using var store = new OpenStore(_directory.Data);
        await Import(store);

        await ExportedBalchik.Write(store, _directory["again.zip"]);

        Assert.Equal(await File.ReadAllBytesAsync(exported.File), await File.ReadAllBytesAsync(_directory["again.zip"]));
    }

    [Fact]
    public async Task GivenAnImport_WhenImportedAgain_ThenNothingChanges()
    {
        using var store = new OpenStore(_directory.Data);
        await Import(store);

        Assert.True(await Import(store) is { Events: 0, Effects: 0, Documents: 0 });

        Assert.Equal(exported.Content, await store.Content());
    }

    [Fact]
    public async Task GivenDeliveriesSinceTheImport_WhenImportedAgain_ThenTheyStayDelivered()
    {
        using var store = new OpenStore(_directory.Data);
        await Import(store);
        var claimed = await store.Ledger.Claim(["send-mail"], DateTimeOffset.MaxValue, 20);
        await store.Ledger.Settle([.. claimed.Select(e => e.Key)], new Delivery.Sent("250"));
        var delivered = await store.Content();

        await Import(store);

        Assert.Equal(delivered, await store.Content());
    }

    [Fact]
    public async Task GivenAnotherMunicipality_WhenImported_ThenItIsNotTouched()
    {
        using var store = new OpenStore(_directory.Data);
        await store.Events.Commit(Given.Owing("a-sevlievo", Given.Effect("a-sevlievo/1/0")));
        var before = await store.Content();

        await Import(store);

        var after = await store.Content();
        var lines = before.Split('\n').Where(l => l.Split(' ')[0] is "stream" or "event" or "effect").ToList();
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Contains(line, after, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GivenAnImportThatStopsAgainAndAgain_WhenRepeated_ThenItIsAsIfItHadNeverStopped()
    {
        using var store = new OpenStore(_directory.Data);
        (string Kind, int Nth)[] stops =
            [("document", 1), ("document", 2), ("events", 1), ("events", 50), ("events", 300), ("ledger", 1), ("ledger", 2), ("wake", 1), ("wake", 4)];
        foreach (var (kind, nth) in stops)
        {
            var seen = 0;
            await Assert.ThrowsAsync<Stopped>(() => Import(store, writing => seen += writing == kind ? seen + 1 == nth ? throw new Stopped() : 1 : 0));
            Assert.NotEqual(exported.Content, await store.Content());
        }

        await Import(store);
        Assert.Equal(exported.Content, await store.Content());
    }

    [Fact]
    public async Task GivenAMunicipalityThatHasGoneOn_WhenImported_ThenItIsRefusedAndNothingChanges()
    {
        using var store = new OpenStore(_directory.Data);
        await Import(store);
        var head = await store.Events.Streams().LastAsync();
        await store.Events.Commit(Given.Commit(head.Stream.Value, head.Version, Given.Event("{}")) with { Municipality = ExportedBalchik.Balchik });

        await AssertRefused(store, "import.exists", "has gone on");
    }

    [Fact]
    public async Task GivenAnotherStreamOfTheMunicipality_WhenImported_ThenItIsRefusedAndNothingChanges()
    {
        using var store = new OpenStore(_directory.Data);
        await store.Events.Commit(Given.Commit("balchik-2016-2020", 0, Given.Event("{}")) with { Municipality = ExportedBalchik.Balchik });

        await AssertRefused(store, "import.exists", "balchik-2016-2020 that the file does not have");
    }

    [Fact]
    public async Task GivenAStreamOfThatNameElsewhere_WhenImported_ThenItIsRefusedAndNothingChanges()
    {
        using var store = new OpenStore(_directory.Data);
        await store.Events.Commit(Given.Commit("balchik-2011-2015", 0, Given.Event("{}")));

        await AssertRefused(store, "import.exists", "of sevlievo is here already");
    }

    [Fact]
    public async Task GivenOtherEventsOfThatName_WhenImported_ThenItIsRefusedAndNothingChanges()
    {
        using var store = new OpenStore(_directory.Data);
        await store.Events.Commit(Given.Commit("balchik-2011-2015", 0, Given.Event("{}")) with { Municipality = ExportedBalchik.Balchik });

        await AssertRefused(store, "import.differs", "balchik-2011-2015/1 has another hash");
    }

    [Fact]
    public async Task GivenAnOlderCopyThatWouldSendAgain_WhenImported_ThenItIsRefusedAndNothingChanges()
    {
        using var store = new OpenStore(_directory.Data);
        await Import(store);
        using var newer = new OpenStore(new DataDirectory(_directory["newer"]));
        await Import(newer);
        var claimed = await newer.Ledger.Claim(["send-mail"], DateTimeOffset.MaxValue, 1);
        await newer.Ledger.Settle([.. claimed.Select(e => e.Key)], new Delivery.Sent("250"));
        await ExportedBalchik.Write(newer, _directory["newer.zip"]);

        await AssertRefused(store, "import.differs", $"{claimed[0].Key} is not sent here", _directory["newer.zip"]);
    }

    [Fact]
    public async Task GivenAProcessKilledWhileItImports_WhenRepeated_ThenItIsAsIfItHadNeverBeenKilled()
    {
        foreach (var write in new[] { "2", "12", "25" })
        {
            using var child = ChildProcess.Start("import", exported.File, _directory.Data.Root, write);
            Assert.Equal("here", await child.StandardOutput.ReadLineAsync());
            child.Kill();
            await child.WaitForExitAsync();
        }

        using var store = new OpenStore(_directory.Data);
        Assert.NotEqual(exported.Content, await store.Content());
        await Import(store);
        Assert.Equal(exported.Content, await store.Content());
    }

    private async Task AssertRefused(OpenStore store, string code, string message, string? file = null)
    {
        var before = await store.Content();
        using var opened = ExportedBalchik.Open(file ?? exported.File);

        var (imported, refusal) = await store.Import.Run(opened);

        Assert.Null(imported);
        Assert.Equal(code, refusal!.Code);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await store.Content());
    }

    private async Task<Web.Transfer.Imported> Import(OpenStore store, Action<string>? writing = null)
    {
        using var file = ExportedBalchik.Open(exported.File);
        var (imported, refusal) = await store.Watched(writing ?? (_ => { })).Run(file);
        Assert.Null(refusal);
        return imported!;
    }

    private sealed class Stopped : Exception;
}
