using System.Text;
using Workflows.Contracts;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

/// <summary>DESIGN.md §8, 10: a stream is proven offline.</summary>
public sealed class StorageCheckTests : IAsyncLifetime, IDisposable
{
    private readonly SqliteStore _store = new();

    public async Task InitializeAsync()
    {
        await _store.Events.Commit(Given.Commit("a", 0, Given.Event("one"), Given.Event("two"), Given.Event("three")));
        await _store.Events.Commit(Given.Commit("b", 0, Given.Event("четири")));
        await _store.Database.Settle(CancellationToken.None);
        await new FileDocuments(_store.Data).Put(Given.Sevlievo, "report.pdf", "application/pdf", new MemoryStream("report"u8.ToArray()), 100);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_sound_store_has_no_fault_running_or_stopped()
    {
        Assert.Null(await StorageCheck.FirstFault(_store.Data));
        _store.Stop();
        Assert.Null(await StorageCheck.FirstFault(_store.Data));
    }

    [Theory]
    [InlineData("UPDATE events SET body = CAST('twO' AS BLOB) WHERE body = CAST('two' AS BLOB)", "a/2")]
    [InlineData("UPDATE events SET at = at + 1 WHERE body = CAST('three' AS BLOB)", "a/3")]
    [InlineData("UPDATE events SET actor_id = 'nobody' WHERE body = CAST('one' AS BLOB)", "a/1")]
    [InlineData("DELETE FROM events WHERE body = CAST('two' AS BLOB)", "a/2")]
    [InlineData("DELETE FROM events WHERE body = CAST('three' AS BLOB)", "a/3")]
    [InlineData("DELETE FROM events WHERE body = CAST('three' AS BLOB); UPDATE streams SET version = 2 WHERE name = 'a'", "a/2")]
    [InlineData("UPDATE streams SET hash = zeroblob(32) WHERE name = 'b'", "b/1")]
    [InlineData("DELETE FROM streams WHERE name = 'b'", "workflows.db")]
    public async Task Whatever_is_changed_in_a_stream_is_found(string tampering, string place)
    {
        _store.Execute(tampering);

        Assert.Equal(place, (await StorageCheck.FirstFault(_store.Data))?.Place);
    }

    [Fact]
    public async Task A_changed_byte_in_the_database_s_file_is_found()
    {
        _store.Stop();
        var bytes = await File.ReadAllBytesAsync(_store.Data.Database);
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("четири"))] ^= 1;
        await File.WriteAllBytesAsync(_store.Data.Database, bytes);

        Assert.Equal("b/1", (await StorageCheck.FirstFault(_store.Data))?.Place);
    }

    [Fact]
    public async Task A_damaged_page_is_found()
    {
        _store.Stop();
        var bytes = await File.ReadAllBytesAsync(_store.Data.Database);
        bytes.AsSpan(8192, 8192).Fill(0xff);
        await File.WriteAllBytesAsync(_store.Data.Database, bytes);

        Assert.Equal("workflows.db", (await StorageCheck.FirstFault(_store.Data))?.Place);
    }

    [Fact]
    public async Task A_changed_document_is_found()
    {
        var file = Directory.EnumerateFiles(Path.Combine(_store.Data.Documents, "sevlievo"), "*", SearchOption.AllDirectories)
            .Single(path => !path.EndsWith(".json", StringComparison.Ordinal));
        await File.WriteAllTextAsync(file, "rePort");

        var fault = await StorageCheck.FirstFault(_store.Data);

        Assert.Equal(Path.GetRelativePath(_store.Data.Root, file), fault?.Place);
    }

    [Fact]
    public async Task A_missing_database_is_a_fault() =>
        Assert.Equal("workflows.db", (await StorageCheck.FirstFault(new DataDirectory(_store["none"])))?.Place);
}
