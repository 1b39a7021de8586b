using System.Text;
using Microsoft.Data.Sqlite;
using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Transfer;

namespace Workflows.SelfHost.Tests.Storage;

/// <summary>Commits are durable in the journal before their rows are written; nobody ever sees a difference.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly SqliteStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task GivenAStopBeforeAnyRowWasWritten_ThenAllIsThereAfterTheNextStart()
    {
        await CommitEverything();
        using var stopped = Copy();
        Assert.Equal((3, 0), (Journaled(stopped.Data), Rows(stopped.Data, "events")));

        using var restarted = new OpenStore(stopped.Data);

        Assert.Equal((0, 4), (Journaled(stopped.Data), Rows(stopped.Data, "events")));
        Assert.Equal(await StoreContent.Of(_store), await StoreContent.Of(restarted));
        Assert.Equal(new CommitResult.Conflict(3), await restarted.Events.Commit(Given.Commit("a", 1, Given.Event("late"))));
        Assert.Equal(new CommitResult.Saved(4), await restarted.Events.Commit(Given.Commit("a", 3, Given.Event("next"))));
        Assert.Null(await StorageCheck.FirstFault(stopped.Data));
    }

    [Fact]
    public async Task GivenAStopWhenOnlySomeStreamsHaveTheirRows_ThenNothingIsWrittenTwiceOrLeftOut()
    {
        await CommitEverything();
        await _store.Events.Commit(Given.Commit("a", 3) with { WakeUp = Given.Noon.AddDays(1) });
        await _store.Events.Commit(Given.Commit("a", 3, Given.Event("4")) with { WakeUp = Given.Noon.AddDays(2) });
        await _store.Events.Commit(Given.Commit("a", 4) with { WakeUp = Given.Noon.AddDays(3) });
        using var stopped = Copy();
        var later = Given.Commit("a", 4, Given.Event("5")) with { WakeUp = Given.Noon.AddDays(4) };
        await _store.Events.Commit(later);

        SettleOne(stopped.Data, later);
        Assert.Equal((7, 1, 4), (Journaled(stopped.Data), Rows(stopped.Data, "streams"), Rows(stopped.Data, "events")));
        Assert.Null(await StorageCheck.FirstFault(stopped.Data));
        using var restarted = new OpenStore(stopped.Data);

        Assert.Equal((0, 2, 6), (Journaled(stopped.Data), Rows(stopped.Data, "streams"), Rows(stopped.Data, "events")));
        Assert.Equal(await StoreContent.Of(_store), await StoreContent.Of(restarted));
        Assert.Equal(Given.Noon.AddDays(4), await restarted.WakeUps.Next());
        Assert.Null(await StorageCheck.FirstFault(stopped.Data));
    }

    [Fact]
    public async Task What_waits_in_the_journal_is_read_like_all_else()
    {
        await CommitEverything();

        Assert.Equal(["1", "2", "3"], await _store.Events.Read(new("a")).Select(e => Encoding.UTF8.GetString(e.Body.Span)).ToListAsync());
        Assert.Equal(Given.Noon, await _store.WakeUps.Next());
        Assert.Equal(2, (await _store.Ledger.List(new(null, null, null, null, null, 10))).Count);
        Assert.Single(await _store.Listing.Tasks(new(null, null, null, null, null, null, null, 10)));
    }

    [Fact]
    public async Task Of_a_row_that_changed_often_the_last_counts()
    {
        await _store.Events.Commit(Given.Listed("w", new(null, Given.Workflow("w", Given.Sevlievo, "s"), [Given.Task("w", "t", Given.Sevlievo)])));
        var closed = new ListingChange(null, Given.Workflow("w", Given.Sevlievo, "s", state: "completed"), [Given.Task("w", "t", Given.Sevlievo, open: false)]);
        await _store.Events.Commit(Given.Commit("w", 1, Given.Event("2")) with { Listing = closed });
        await _store.Events.Commit(Given.Commit("w", 2, Given.Event("3")) with { WakeUp = Given.Noon });

        Assert.Equal(closed.Workflow, Assert.Single(await _store.Listing.Workflows(new(null, null, null, null, null, 10))));
        Assert.Equal(closed.Tasks, await _store.Listing.Tasks(new(null, null, null, null, null, null, null, 10)));
        Assert.Equal([new StreamId("w")], await _store.WakeUps.Due(Given.Noon, 10));
    }

    [Fact]
    public async Task Many_commits_get_their_rows_unasked()
    {
        await Task.WhenAll(Enumerable.Range(0, 5000).Select(async i => await _store.Events.Commit(Given.Commit($"s{i}", 0, Given.Event("{}")))));
        // The writer's next batch comes after the rows of those before.
        await _store.Events.Commit(Given.Commit("last", 0, Given.Event("{}")));

        Assert.True(Rows(_store.Data, "streams") > 0);
    }

    [Fact]
    public async Task A_changed_event_in_the_journal_is_found()
    {
        await CommitEverything();
        await _store.Events.Commit(Given.Commit("b", 0, Given.Event("one")));
        using var stopped = Copy();

        Change(stopped.Data, 4, commits => [.. commits[..commits.AsSpan().IndexOf("one"u8)], .. "oNe"u8, .. commits[(commits.AsSpan().IndexOf("one"u8) + 3)..]]);

        Assert.Equal("b/1", (await StorageCheck.FirstFault(stopped.Data))?.Place);
    }

    [Fact]
    public async Task A_journal_of_another_program_is_refused_and_left_as_it_is()
    {
        await CommitEverything();
        using var stopped = Copy();

        Change(stopped.Data, 2, commits => [0xff, .. commits]);

        Assert.Throws<SqliteException>(() => SqliteDatabase.TryOpen(stopped.Data, out _, out _));
        Assert.Equal(3, Journaled(stopped.Data));
        Assert.Equal("workflows.db", (await StorageCheck.FirstFault(stopped.Data))?.Place);
    }

    /// <summary>One after another, so that each has a row of its own in the journal.</summary>
    private async Task CommitEverything()
    {
        var listing = new ListingChange(
            Given.Strategy("s", Given.Sevlievo), Given.Workflow("a", Given.Sevlievo, "s"), [Given.Task("a", "t", Given.Sevlievo)]);
        await _store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0", group: "mayor"), Given.Effect("a/1/1")) with { Events = [Given.Event("1")], Listing = listing });
        await _store.Events.Commit(Given.Commit("a", 1, Given.Event("2"), Given.Event("3")) with { WakeUp = Given.Noon, Command = Given.Receipt("k", "a", 2, 3) });
        await _store.Events.Commit(Given.Commit("c", 0, Given.Event("{}")) with { Municipality = Given.Balchik });
    }

    /// <summary>Writes the rows of one stream, as a process does before it is killed, and takes one more commit.</summary>
    private static void SettleOne(DataDirectory data, Commit later)
    {
        using var session = new Session(data.Database, SqliteOpenMode.ReadWrite);
        using var journal = new Journal();
        var context = new WriteContext(session, new StreamHeads(), journal);
        session.Run("BEGIN");
        context.Reload();
        context.Settle(1);
        CommitWriter.Save(context, later);
        journal.Write(session);
        session.Run("COMMIT");
    }

    /// <summary>The files as a process leaves them that is killed now.</summary>
    private TemporaryDirectory Copy()
    {
        var copy = new TemporaryDirectory();
        Directory.CreateDirectory(copy.Data.Root);
        foreach (var suffix in new[] { "", "-wal" })
            File.Copy(_store.Data.Database + suffix, copy.Data.Database + suffix);
        return copy;
    }

    private static long Journaled(DataDirectory data) => Rows(data, "journal");

    private static long Rows(DataDirectory data, string table) => (long)Run(data, $"SELECT count(*) FROM {table}")!;

    private static void Change(DataDirectory data, int id, Func<byte[], byte[]> change) => Run(
        data,
        "UPDATE journal SET commits = $commits WHERE id = $id",
        ("$commits", change((byte[])Run(data, "SELECT commits FROM journal WHERE id = $id", ("$id", id))!)),
        ("$id", id));

    private static object? Run(DataDirectory data, string sql, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={data.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar();
    }
}
