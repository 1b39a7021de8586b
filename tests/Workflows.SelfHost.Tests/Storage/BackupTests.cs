using System.IO.Compression;
using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

public sealed class BackupTests : IDisposable
{
    private readonly SqliteStore _store = new();

    private string File => _store["backup.zip"];

    private DataDirectory Target => new(_store["restored"]);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task GivenABackup_WhenRestored_ThenEverythingIsAsItWas()
    {
        await _store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0")) with { WakeUp = Given.Noon });
        var document = await PutDocument("report");
        var before = await StoreContent.Of(_store);

        Assert.Null(Backup.Write(_store.Data, File));
        await _store.Events.Commit(Given.Commit("later", 0, Given.Event("{}")));
        Assert.Null(await Backup.Restore(File, Target));

        Assert.Null(await StorageCheck.FirstFault(Target));
        Assert.Equal(before, await ContentOf(Target));
        Assert.Equal(document, await new FileDocuments(Target).Find(Given.Sevlievo, document.Hash));
        Assert.Equal(["documents", "workflows.db", "workflows.lock"], Directory.EnumerateFileSystemEntries(Target.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task GivenDocumentsAndEventsWrittenMeanwhile_ThenEveryDocumentThatTheBackupNamesIsInIt()
    {
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var version = 0L; !stop.IsCancellationRequested; version++)
            {
                var document = await PutDocument($"report {version}");
                await _store.Events.Commit(Given.Commit("a", version, Given.Event(document.Hash.Value)));
            }
        });

        for (var i = 0; i < 3; i++)
        {
            var target = new DataDirectory(_store[$"restored{i}"]);
            Assert.Null(Backup.Write(_store.Data, _store[$"{i}.zip"]));
            Assert.Null(await Backup.Restore(_store[$"{i}.zip"], target));
            Assert.True(SqliteDatabase.TryOpen(target, out var database, out _));
            using (database)
            {
                var documents = new FileDocuments(target);
                await foreach (var e in new SqliteEventStore(database).Read(new StreamId("a")))
                    Assert.NotNull(await documents.Find(Given.Sevlievo, DocumentHash.Parse(System.Text.Encoding.UTF8.GetString(e.Body.Span))));
            }
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public void A_backup_never_replaces_another()
    {
        Assert.Null(Backup.Write(_store.Data, File));
        var bytes = System.IO.File.ReadAllBytes(File);

        Assert.Equal("backup.exists", Backup.Write(_store.Data, File)!.Code);

        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
        Assert.Equal(["backup.zip", "data"], Directory.EnumerateFileSystemEntries(_store[""]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void There_is_nothing_to_back_up_where_no_database_is() =>
        Assert.Equal("backup.nothing", Backup.Write(new DataDirectory(_store["none"]), File)!.Code);

    [Fact]
    public async Task A_restore_never_replaces_anything()
    {
        Assert.Null(Backup.Write(_store.Data, File));
        Directory.CreateDirectory(Target.Root);
        await System.IO.File.WriteAllTextAsync(Path.Combine(Target.Root, "note.txt"), "mine");

        Assert.Equal("restore.not-empty", (await Backup.Restore(File, Target))!.Code);
        Assert.Equal("restore.not-empty", (await Backup.Restore(File, _store.Data))!.Code);

        Assert.Equal(["note.txt"], Directory.EnumerateFileSystemEntries(Target.Root).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/tmp/outside.txt")]
    [InlineData("documents/../../outside.txt")]
    [InlineData(@"documents\..\..\outside.txt")]
    [InlineData("documents/../00/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("documents/sevlievo/00/1100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("workflows.db-wal")]
    [InlineData("notes/readme.txt")]
    public async Task A_name_that_is_not_a_backup_s_is_refused_and_nothing_is_left(string name)
    {
        Assert.Null(Backup.Write(_store.Data, File));
        using (var archive = ZipFile.Open(File, ZipArchiveMode.Update))
        await using (var entry = archive.CreateEntry(name).Open())
            await entry.WriteAsync("bad"u8.ToArray());

        Assert.Equal("restore.not-a-backup", (await Backup.Restore(File, Target))!.Code);

        AssertNothingLeft();
        Assert.False(System.IO.File.Exists(_store["outside.txt"]));
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_nothing_is_left()
    {
        await _store.Events.Commit(Given.Commit("a", 0, Given.Event("{}")));
        await PutDocument("report");
        Assert.Null(Backup.Write(_store.Data, File));
        var whole = await System.IO.File.ReadAllBytesAsync(File);

        await System.IO.File.WriteAllBytesAsync(File, whole[..^200]);
        Assert.Equal("restore.not-a-backup", (await Backup.Restore(File, Target))!.Code);
        AssertNothingLeft();

        await System.IO.File.WriteAllBytesAsync(File, whole);
        using (var archive = ZipFile.Open(File, ZipArchiveMode.Update))
        {
            var document = archive.Entries.First(e => e.FullName.StartsWith("documents/", StringComparison.Ordinal) && !e.FullName.EndsWith(".json", StringComparison.Ordinal));
            await using var content = document.Open();
            await content.WriteAsync("R"u8.ToArray());
        }

        Assert.Equal("restore.damaged", (await Backup.Restore(File, Target))!.Code);
        AssertNothingLeft();
    }

    [Fact]
    public async Task A_restore_takes_up_after_one_that_was_killed()
    {
        Assert.Null(Backup.Write(_store.Data, File));
        Directory.CreateDirectory(Target.Staging.Root);
        await System.IO.File.WriteAllTextAsync(Target.Staging.Database, "half");

        Assert.Null(await Backup.Restore(File, Target));

        Assert.Null(await StorageCheck.FirstFault(Target));
        Assert.False(Directory.Exists(Target.Staging.Root));
    }

    [Fact]
    public async Task There_is_nothing_to_restore_from_a_missing_file() =>
        Assert.Equal("restore.no-file", (await Backup.Restore(_store["none.zip"], Target))!.Code);

    private async Task<DocumentInfo> PutDocument(string content) =>
        (await new FileDocuments(_store.Data).Put(
            Given.Sevlievo, "Доклад.pdf", "application/pdf", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), 1000))!;

    private static async Task<string> ContentOf(DataDirectory directory)
    {
        Assert.True(SqliteDatabase.TryOpen(directory, out var database, out _));
        using (database)
            return await StoreContent.Of(new OpenedStore(database));
    }

    private void AssertNothingLeft() =>
        Assert.Equal(["workflows.lock"], Directory.EnumerateFileSystemEntries(Target.Root).Select(Path.GetFileName));

    private sealed class OpenedStore(SqliteDatabase database) : IStoreUnderTest
    {
        public IEventStore Events => new SqliteEventStore(database);

        public IEffectLedger Ledger => new SqliteEffectLedger(database);

        public IWakeUps WakeUps => new SqliteWakeUps(database);

        public IListing Listing => new SqliteListing(database);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
