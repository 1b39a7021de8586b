using Microsoft.Data.Sqlite;
using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly SqliteStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_was_saved_is_there_after_a_restart()
    {
        await _store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0")) with { WakeUp = Given.Noon });
        var before = await StoreContent.Of(_store);

        _store.Restart();

        Assert.Equal(before, await StoreContent.Of(_store));
        Assert.Equal(new CommitResult.Saved(2), await _store.Events.Commit(Given.Commit("a", 1, Given.Event("{}"))));
    }

    [Fact]
    public async Task GivenAStopBetweenClaimAndSettle_ThenTheEffectIsUnknownAndClaimedAgainUnderItsKey()
    {
        await _store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0"), Given.Effect("a/1/1"), Given.Effect("a/1/2")));
        await _store.Ledger.Claim(["send-mail"], Given.Noon, 2);
        await _store.Ledger.Settle(["a/1/0"], new Delivery.Sent());

        _store.Restart();

        var entries = await _store.Ledger.List(new LedgerQuery(null, null, null, null, null, 10));
        Assert.Equal([EffectState.Sent, EffectState.Unknown, EffectState.Owed], entries.Select(e => e.State));
        var again = await _store.Ledger.Claim(["send-mail"], Given.Noon, 10);
        Assert.Equal([("a/1/1", 2), ("a/1/2", 1)], again.Select(e => (e.Key, e.Attempts)));
    }

    [Fact]
    public async Task GivenAnUnknownEffect_WhenRetried_ThenItIsOwedAgain()
    {
        await _store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0")));
        await _store.Ledger.Claim(["send-mail"], Given.Noon, 1);
        _store.Restart();

        Assert.True(await _store.Ledger.Retry("a/1/0", Given.Sevlievo, Given.Noon));

        Assert.Equal(EffectState.Owed, Assert.Single(await _store.Ledger.List(new LedgerQuery(null, null, null, null, null, 10))).State);
    }

    [Fact]
    public void A_directory_is_opened_once()
    {
        Assert.False(SqliteDatabase.TryOpen(_store.Data, out _, out var refusal));
        Assert.Equal("storage.in-use", refusal.Code);
        Assert.Contains(_store.Data.Root, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        _store.Stop();
        _store.Execute("PRAGMA user_version = 1000");
        var bytes = File.ReadAllBytes(_store.Data.Database);

        Assert.False(SqliteDatabase.TryOpen(_store.Data, out _, out var refusal));

        Assert.Equal("storage.newer", refusal.Code);
        Assert.Equal("1000", refusal.Data!["version"]);
        Assert.Equal(bytes, File.ReadAllBytes(_store.Data.Database));
        _store.Execute($"PRAGMA user_version = {Migrations.Latest}");
        _store.Restart();
    }

    [Fact]
    public void A_file_that_is_no_database_is_not_touched()
    {
        using var directory = new TemporaryDirectory();
        Directory.CreateDirectory(directory.Data.Root);
        File.WriteAllText(directory.Data.Database, new string('x', 5000));

        Assert.Throws<SqliteException>(() => SqliteDatabase.TryOpen(directory.Data, out _, out _));

        Assert.Equal(new string('x', 5000), File.ReadAllText(directory.Data.Database));
    }

    [Fact]
    public async Task A_refused_commit_leaves_every_table_as_it_was()
    {
        await _store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0")) with { Command = Given.Receipt("k", "a", 1, 1) });
        var before = Dump();
        var refused = Given.Owing("a", Given.Effect("a/1/1")) with { Command = Given.Receipt("k2", "a", 1, 1), WakeUp = Given.Noon };

        Assert.IsType<CommitResult.Conflict>(await _store.Events.Commit(refused));
        Assert.IsType<CommitResult.Repeated>(await _store.Events.Commit(refused with { Command = Given.Receipt("k", "a", 1, 1) }));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _store.Events.Commit(Given.Owing("b", Given.Effect("b/1/0"), Given.Effect("b/1/0"))));

        Assert.Equal(before, Dump());
    }

    [Fact]
    public async Task GivenADatabaseThatCannotBeWrittenForAWhile_ThenTheCallersFailAndLaterOnesSucceed()
    {
        await _store.Events.Commit(Given.Commit("a", 0, Given.Event("1")));
        var full = await _store.Database.Write(context => LimitPages(context.Session, beyond: 0), CancellationToken.None);
        var large = Given.Event(new string('x', 1_000_000));

        var failures = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Record.ExceptionAsync(async () => await _store.Events.Commit(Given.Commit($"large{i}", 0, large)))));
        Assert.All(failures, failure => Assert.Equal(13, Assert.IsType<SqliteException>(failure).SqliteErrorCode));

        await _store.Database.Write(context => LimitPages(context.Session, beyond: 1_000_000), CancellationToken.None);
        Assert.Equal(new CommitResult.Saved(1), await _store.Events.Commit(Given.Commit("large0", 0, large)));
        Assert.Equal(new CommitResult.Saved(2), await _store.Events.Commit(Given.Commit("a", 1, Given.Event("2"))));
        Assert.True(full > 0);
        Assert.Null(await StorageCheck.FirstFault(_store.Data));
    }

    [Fact]
    public void No_commit_is_taken_after_closing()
    {
        _store.Stop();

        Assert.Throws<ObjectDisposedException>(() => { _ = _store.Database.Write(_ => 0, CancellationToken.None); });
    }

    private static long LimitPages(Session session, int beyond)
    {
        var pages = session.Prepare("PRAGMA page_count").First(row => row.Number(0));
        session.Run($"PRAGMA max_page_count = {pages + beyond}");
        return pages;
    }

    private string Dump()
    {
        using var connection = new SqliteConnection($"Data Source={_store.Data.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return string.Join('\n', Rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .Select(table => $"{table}\n{string.Join('\n', Rows(connection, $"SELECT * FROM {table} ORDER BY 1"))}"));
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] b ? Convert.ToHexString(b) : reader.GetValue(i))));
        return rows;
    }
}
