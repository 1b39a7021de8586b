using System.Runtime.CompilerServices;
using System.Text.Json;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Pages;
using Workflows.SelfHost.Tests.Pages.Indicators;
using Workflows.SelfHost.Tests.Simulation;
using Workflows.Web.Files;
using Workflows.Web.Regions;

namespace Workflows.SelfHost.Tests.Regions;

/// <summary>What is kept of the strategies' values says what their events say, and is not worked out where nothing changed.</summary>
public sealed class CurrentValuesTests
{
    private const string Alfa2016 = "alfa-2016-2020.cycle.2016", Alfa2017 = "alfa-2016-2020.cycle.2017";

    [Theory]
    [InlineData("sevlievo-2016-2020")]
    [InlineData("balchik-2011-2015")]
    public async Task Five_years_come_to_what_the_history_says_also_after_a_restart(string strategy)
    {
        using var played = await PlayedStrategy.Play(strategy);
        var history = Text(StrategyValues.Of(StrategyHistory.Of(played.Events).Indicators));
        Assert.True(SqliteDatabase.TryOpen(played.Data, out var database, out _));
        using (database)
        {
            var (events, kept) = (new WatchedEvents(new SqliteEventStore(database)), new SqliteKeptValues(database));
            using var first = new CurrentValues(events, kept, new StrategyRunner(events));
            Assert.Equal(history, Text(Assert.Single(await first.All())));

            events.Read.Clear();
            using var second = new CurrentValues(events, kept, new StrategyRunner(events));
            Assert.Equal(history, Text(Assert.Single(await second.All())));
            Assert.Empty(events.Read);
        }
    }

    [Fact]
    public async Task Only_a_workflow_that_accepted_something_is_read_from_its_beginning()
    {
        await using var site = await Site.Started();
        var towns = await new Towns(site).Add("alfa", (100, 75));
        await towns.Add("beta", (200, 111));
        var alfa = Towns.StrategyOf("alfa");
        await towns.Open(alfa, 2017);
        var events = new WatchedEvents(site.Get<IEventStore>());
        using var values = new CurrentValues(events, site.Get<IKeptValues>(), site.Get<StrategyRunner>());
        var before = await values.All();
        events.Read.Clear();

        await towns.Answer(alfa, 2017, 100, 80);
        Assert.Same(Of(before, "alfa"), Of(await values.All(), "alfa"));
        Assert.DoesNotContain((Alfa2017, 0), events.Read);

        await towns.Accept("alfa", 2017);
        var after = await values.All();
        Assert.Equal([(2016, 75m), (2017, 80m)], Attending(after, "alfa"));
        Assert.Same(Of(before, "beta"), Of(after, "beta"));
        Assert.Contains((Alfa2017, 0), events.Read);
        Assert.DoesNotContain((Alfa2016, 0), events.Read);
    }

    [Fact]
    public async Task A_correction_and_an_amendment_are_seen_by_another_process_too()
    {
        await using var site = await Site.Started();
        var towns = await new Towns(site).Add("alfa", (100, 75));
        using var one = New();
        using var other = New();
        await one.All();
        await other.All();

        await towns.Correct("alfa", 2016, 100, 76, "Броено двукратно");
        Assert.Equal([(2016, 76m)], Attending(await one.All(), "alfa"));
        await towns.Amend("alfa", s => s with { Municipality = s.Municipality with { Region = new("Планина", "Mountain") } });
        var seen = await other.All();
        Assert.Equal([(2016, 76m)], Attending(seen, "alfa"));
        Assert.Equal("Планина", Of(seen, "alfa").Municipality.Region.Bg);

        CurrentValues New() => new(site.Get<IEventStore>(), site.Get<IKeptValues>(), site.Get<StrategyRunner>());
    }

    [Fact]
    public async Task What_is_broken_or_of_another_form_is_worked_out_again()
    {
        await using var site = await Site.Started();
        await new Towns(site).Add("alfa", (100, 75));
        var kept = site.Get<IKeptValues>();
        foreach (var broken in (byte[][])[[], [1, 2, 3], KeptForms.Write(new WorkedOutValues(0, new Dictionary<string, long>(), new(Towns.StrategyOf("alfa").Municipality, [], [])))])
        {
            await kept.Save([new(Towns.IdOf("alfa"), broken, broken)]);
            using var values = new CurrentValues(site.Get<IEventStore>(), kept, site.Get<StrategyRunner>());
            Assert.Equal([(2016, 75m)], Attending(await values.All(), "alfa"));
        }
    }

    [Fact]
    public async Task News_that_changes_no_value_is_kept_only_when_asked_for_and_not_read_again_then()
    {
        await using var site = await Site.Started();
        var towns = await new Towns(site).Add("alfa", (100, 75));
        var alfa = Towns.StrategyOf("alfa");
        await towns.Open(alfa, 2017);
        var (events, kept) = (new WatchedEvents(site.Get<IEventStore>()), site.Get<IKeptValues>());
        using var values = new CurrentValues(events, kept, site.Get<StrategyRunner>());
        await values.All();
        var before = await Kept();

        await towns.Answer(alfa, 2017, 100, 80);
        await values.All();
        Assert.Equal(before, await Kept());
        await values.Keep();
        Assert.NotEqual(before, await Kept());

        events.Read.Clear();
        using var again = new CurrentValues(events, kept, site.Get<StrategyRunner>());
        Assert.Equal([(2016, 75m)], Attending(await again.All(), "alfa"));
        Assert.Empty(events.Read);

        async Task<byte[]> Kept() => (await kept.All()).Single(k => k.Strategy == alfa.Id).Values.ToArray();
    }

    [Fact]
    public async Task What_is_not_registered_has_no_values_until_it_is()
    {
        await using var site = await Site.Started();
        var towns = new Towns(site);
        var alfa = Towns.StrategyOf("alfa");
        var events = new WatchedEvents(site.Get<IEventStore>());
        using var values = new CurrentValues(events, site.Get<IKeptValues>(), site.Get<StrategyRunner>());
        var template = site.Get<TemplateLibrary>().Templates[new("yearly-cycle-sevlievo")];
        var opened = new WorkflowCommand.Open(new(Alfa2016), template, WorkflowContext.Of(alfa, 2016));
        Assert.IsType<RunResult<WorkflowState, WorkflowEvent>.Done>(await site.Get<WorkflowRunner>().Run(new(Alfa2016), opened, Actor.System, site.Clock.Now));
        Assert.DoesNotContain(await values.All(), v => v.Municipality.Id == alfa.Municipality.Id);
        events.Read.Clear();
        await values.All();
        Assert.Empty(events.Read);

        await towns.Add(alfa);
        Assert.Contains(await values.All(), v => v.Municipality.Id == alfa.Municipality.Id);
    }

    private static StrategyValues Of(IEnumerable<StrategyValues> values, string town) => values.Single(v => v.Municipality.Id.Value == town);

    private static IEnumerable<(int, decimal)> Attending(IEnumerable<StrategyValues> values, string town) =>
        Of(values, town).Series.Single(s => s.Indicator.Value == Towns.Attending && s.Cell.IsTotal).Years.Select(y => (y.Year, y.Value));

    private static string Text(StrategyValues values) => JsonSerializer.Serialize(values);

    /// <summary>Writes down what is read, and from which version on.</summary>
    private sealed class WatchedEvents(IEventStore store) : IEventStore
    {
        public List<(string Stream, long After)> Read { get; } = [];

        public ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default) => store.Commit(commit, cancellation);

        public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => store.FindCommand(key, cancellation);

        public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) => store.Streams(cancellation);

        async IAsyncEnumerable<StoredEvent> IEventStore.Read(StreamId stream, long afterVersion, [EnumeratorCancellation] CancellationToken cancellation)
        {
            lock (Read)
                Read.Add((stream.Value, afterVersion));
            await foreach (var stored in store.Read(stream, afterVersion, cancellation))
                yield return stored;
        }
    }
}
