using Microsoft.Data.Sqlite;
using SQLitePCL;
using Workflows.Contracts;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

/// <summary>A page of the ledger costs what it shows, not what the ledger holds.</summary>
public sealed class LedgerListTests : IDisposable
{
    private const int Page = 26;

    private static readonly LedgerQuery All = new(null, null, null, null, null, Page);

    private readonly SqliteStore _store = new();

    public void Dispose() => _store.Dispose();

    public static TheoryData<string?, EffectState?, string?, string?, string?> Filters()
    {
        var filters = new TheoryData<string?, EffectState?, string?, string?, string?>();
        foreach (var kind in (string?[])[null, EffectKinds.SendMail, EffectKinds.OpenWorkflow])
        {
            foreach (var state in (EffectState?[])[null, .. Enum.GetValues<EffectState>()])
            {
                foreach (var (municipality, stream, after) in ((string?, string?, string?)[])[(null, null, null), ("sevlievo", null, null), (null, "a", null), (null, null, "a/1/0"), ("sevlievo", "a", "a/1/0")])
                    filters.Add(kind, state, municipality, stream, after);
            }
        }

        return filters;
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void No_list_sorts_or_scans_the_effects(string? kind, EffectState? state, string? municipality, string? stream, string? after)
    {
        var query = SqliteEffectLedger.Listed(new(
            municipality is null ? null : new(municipality), stream is null ? null : new(stream), kind, state, after, Page));
        using var session = Reader();

        var plan = session.Prepare($"EXPLAIN QUERY PLAN {query}").All(row => row.Text(3));

        Assert.Equal(2, plan.Count);
        // By their names, which is the order of the list; where nothing narrows it, from the first on.
        Assert.Matches("^(SEARCH|SCAN) s USING (COVERING )?INDEX sqlite_autoindex_streams_[12]", plan[0]);
        Assert.Equal((municipality ?? stream ?? after) is not null, plan[0].StartsWith("SEARCH", StringComparison.Ordinal));
        Assert.StartsWith("SEARCH e USING", plan[1], StringComparison.Ordinal);
        Assert.Contains("rowid>? AND rowid<?", plan[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, EffectState.Owed)]
    [InlineData(null, EffectState.Sent)]
    [InlineData(null, EffectState.Failed)]
    [InlineData(EffectKinds.SendMail, EffectState.Owed)]
    [InlineData(EffectKinds.SendMail, null)]
    [InlineData(EffectKinds.OpenWorkflow, EffectState.Owed)]
    [InlineData(EffectKinds.ChangeContext, null)]
    [InlineData(null, null)]
    public async Task Twice_as_many_mails_cost_no_page_more(string? kind, EffectState? state)
    {
        await Owe("a", 500);
        var few = Steps(All with { Kind = kind, State = state });

        await Owe("b", 500);
        var many = Steps(All with { Kind = kind, State = state });

        // One more stream is walked over.
        Assert.InRange(many, 1, few + 40);
        Assert.InRange(few, 1, 2_000);
    }

    [Fact]
    public async Task Filtered_pages_come_to_the_filtered_whole()
    {
        foreach (var stream in (string[])["b", "a", "c"])
            await Owe(stream, 6);
        await _store.Ledger.Claim([EffectKinds.SendMail, EffectKinds.OpenWorkflow], Given.Noon, 7);
        await _store.Ledger.Settle(["b/1/0", "b/1/2"], new Delivery.Sent());
        await _store.Ledger.Settle(["b/1/1", "a/1/0"], new Delivery.Failed("550"));
        await _store.Ledger.Settle(["b/1/3"], new Delivery.Dropped("done"));
        var all = await _store.Ledger.List(All);
        Assert.Equal(21, all.Count);
        foreach (var kind in (string?[])[null, EffectKinds.SendMail, EffectKinds.OpenWorkflow, EffectKinds.ChangeContext])
        {
            foreach (var state in (EffectState?[])[null, .. Enum.GetValues<EffectState>()])
            {
                var found = new List<string>();
                for (string? after = null; await _store.Ledger.List(All with { Kind = kind, State = state, After = after, Limit = 2 }) is [.., var last] page; after = last.Key)
                    found.AddRange(page.Select(e => e.Key));
                Assert.Equal(all.Where(e => e.Kind == (kind ?? e.Kind) && e.State == (state ?? e.State)).Select(e => e.Key), found);
            }
        }
    }

    [Fact]
    public async Task A_database_of_before_lists_what_it_holds()
    {
        await Owe("a", 3);
        _store.Stop();
        _store.Execute(
            """
            DROP INDEX effects_state;
            DROP INDEX effects_beside_mail;
            CREATE INDEX effects_unsettled ON effects (state) WHERE state IN (1, 3, 4, 5);
            PRAGMA user_version = 5;
            """);

        _store.Restart();

        Assert.Equal(["a/1/0", "a/1/1", "a/1/2"], (await _store.Ledger.List(All with { State = EffectState.Owed, Kind = EffectKinds.SendMail })).Select(e => e.Key));
        Assert.Equal(["a/1/3"], (await _store.Ledger.List(All with { Kind = EffectKinds.OpenWorkflow })).Select(e => e.Key));
    }

    /// <summary>So many mails and one effect of another kind after them.</summary>
    private async Task Owe(string stream, int mails)
    {
        var effects = Enumerable.Range(0, mails).Select(i => Given.Effect($"{stream}/1/{i}")).Append(Given.Effect($"{stream}/1/{mails}", EffectKinds.OpenWorkflow));
        await _store.Events.Commit(Given.Owing(stream, [.. effects]));
    }

    /// <summary>Steps of SQLite's machine for the page.</summary>
    private int Steps(LedgerQuery query)
    {
        // So that the rows are written.
        _store.Restart();
        using var session = Reader();
        var steps = 0;
        raw.sqlite3_progress_handler(session.Connection.Handle, 1, _ => ++steps * 0, null);
        SqliteEffectLedger.Listed(query).All(session, row => row.Text(1));
        return steps;
    }

    private Session Reader() => new(_store.Data.Database, SqliteOpenMode.ReadOnly);
}
