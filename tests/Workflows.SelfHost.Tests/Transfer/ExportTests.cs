using System.IO.Compression;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.CommandLine;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Transfer;

namespace Workflows.SelfHost.Tests.Transfer;

public sealed class ExportTests(ExportedBalchik exported) : IClassFixture<ExportedBalchik>, IDisposable
{
    private static readonly WorkflowId Cycle = new("balchik-2011-2015.cycle.2013");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_export_holds_every_stream_with_its_hash_and_every_delivery_with_its_fate()
    {
        using var file = ExportedBalchik.Open(exported.File);

        Assert.Null(await ExportProof.FirstFault(file));
        Assert.Equal(
            exported.Played.Events.GroupBy(e => e.Stream).Select(g => (g.Key, g.Max(e => e.Version), Convert.ToHexStringLower(g.Last().Hash.Span))),
            file.Manifest.Streams.Select(s => (s.Id, s.Events, s.Head)));
        var ledger = await Text("ledger/balchik-2011-2015.cycle.2011.jsonl");
        // What was on its way when the program ended is unknown; nothing is exported as being sent.
        Assert.All(["sent", "failed", "dropped", "owed", "unknown"], state => Assert.Contains($"\"state\":\"{state}\"", ledger, StringComparison.Ordinal));
        Assert.Contains("250 прието", ledger, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenDeliveriesOnTheirWay_WhenExported_ThenTheyAreUnknown()
    {
        using var store = await Imported();
        var claimed = await store.Ledger.Claim(["send-mail"], DateTimeOffset.MaxValue, 5);

        await ExportedBalchik.Write(store, _directory["busy.zip"]);

        using var other = new OpenStore(new(_directory["other"]));
        using var file = ExportedBalchik.Open(_directory["busy.zip"]);
        Assert.Null((await other.Import.Run(file)).Refusal);
        var there = await other.Ledger.List(new(null, null, null, EffectState.Unknown, null, 1000));
        Assert.Subset(there.Select(e => e.Key).ToHashSet(), claimed.Select(e => e.Key).ToHashSet());
        Assert.Empty(await other.Ledger.List(new(null, null, null, EffectState.Sending, null, 1)));
    }

    [Fact]
    public async Task One_workflow_is_evidence_that_can_be_verified_and_not_imported()
    {
        using var store = await Imported();
        await using (var target = File.Create(_directory["cycle.zip"]))
            Assert.Null(await store.Export.Write(ExportedBalchik.Balchik, Cycle, target));

        var verified = await TheProgram.Run("verify", _directory["cycle.zip"]);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        using var file = ExportedBalchik.Open(_directory["cycle.zip"]);
        Assert.Equal([StreamId.Of(Cycle)], file.Manifest.Streams.Select(s => s.Id));
        Assert.NotEmpty(file.Manifest.Documents);
        var before = await store.Content();
        Assert.Equal("import.one-workflow", (await store.Import.Run(file)).Refusal!.Code);
        Assert.Equal(before, await store.Content());
    }

    [Fact]
    public async Task What_is_not_there_or_somebody_else_s_cannot_be_exported()
    {
        using var store = await Imported();

        Assert.Equal("export.nothing", (await store.Export.Write(new("sevlievo"), Stream.Null))!.Code);
        Assert.Equal("export.nothing", (await store.Export.Write(new("sevlievo"), Cycle, Stream.Null))!.Code);
        Assert.Equal("export.nothing", (await store.Export.Write(ExportedBalchik.Balchik, new("balchik-2011-2015.cycle.2099"), Stream.Null))!.Code);
    }

    [Fact]
    public async Task A_missing_document_or_an_unsound_stream_is_not_exported()
    {
        using var store = await Imported();
        var documents = Directory.EnumerateFiles(_directory.Data.Documents, "*.json", SearchOption.AllDirectories).ToList();
        File.Delete(documents[0]);

        Assert.Equal("export.document-missing", (await store.Export.Write(ExportedBalchik.Balchik, Stream.Null))!.Code);

        var head = await store.Events.Streams().FirstAsync();
        await store.Events.Commit(new(head.Stream, head.Municipality, head.Version, DateTimeOffset.UnixEpoch, Actor.System, [new("never-heard-of", 1, "{}"u8.ToArray())], [], null, ListingChange.None, null));
        Assert.Equal("export.unsound", (await store.Export.Write(ExportedBalchik.Balchik, Stream.Null))!.Code);
    }

    [Fact]
    public async Task The_commands_move_a_municipality_and_say_what_they_moved()
    {
        var (file, there) = (_directory["moved.zip"], _directory["there"]);

        var export = await TheProgram.Run("export", file, "--municipality", "balchik", "--data", exported.Played.Data.Root);
        var import = await TheProgram.Run("import", file, "--data", there);
        var again = await TheProgram.Run("import", file, "--data", there);
        var verify = await TheProgram.Run("verify", "--data", there);
        var second = await TheProgram.Run("export", file, "--municipality", "balchik", "--data", there);

        Assert.All([export, import, again, verify], ended => Assert.True(ended.ExitCode == 0, ended.Output + ended.Error));
        Assert.Equal(export.Output.Split("seal ")[1].Trim(), import.Output.Split("seal ")[1].Split('\n')[0].Trim());
        Assert.Contains("already", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("never replaces another", second.Error, StringComparison.Ordinal);
        Assert.Equal(["moved.zip", "there"], Directory.EnumerateFileSystemEntries(_directory.Root).Select(Path.GetFileName).Order());
    }

    private async Task<OpenStore> Imported()
    {
        var store = new OpenStore(_directory.Data);
        using var file = ExportedBalchik.Open(exported.File);
        Assert.Null((await store.Import.Run(file)).Refusal);
        return store;
    }

    private async Task<string> Text(string name)
    {
        using var zip = ZipFile.OpenRead(exported.File);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync();
    }
}
