using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every store of kept values does.</summary>
public abstract class KeptValuesContract : IAsyncLifetime
{
    private static readonly StrategyId Sevlievo = new("sevlievo-2016-2020");
    private static readonly StrategyId Balchik = new("balchik-2011-2015");

    private IKeptValues _kept = null!;

    /// <summary>An empty store, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<IKeptValues> Start();

    public async Task InitializeAsync() => _kept = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_was_saved_last_is_found_and_of_others_nothing()
    {
        await _kept.Save([new(Sevlievo, Bytes(1, 10), Bytes(2, 10)), new(Balchik, Bytes(3, 10), Bytes(4, 10))]);
        await _kept.Save([new(Sevlievo, Bytes(5, 10), Bytes(6, 10))]);

        Assert.Equal([(Balchik, Bytes(3, 10)), (Sevlievo, Bytes(5, 10))], (await _kept.All()).OrderBy(k => k.Strategy).Select(k => (k.Strategy, k.Values.ToArray())));
        Assert.Equal(Bytes(6, 10), (await _kept.Sheets(Sevlievo))!.Value.ToArray());
        Assert.Null(await _kept.Sheets(new("varna-2016-2020")));
    }

    [Fact]
    public async Task Values_alone_leave_the_sheets_as_they_are()
    {
        await _kept.Save([new(Sevlievo, Bytes(1, 10), Bytes(2, 10))]);
        await _kept.Save([new(Sevlievo, Bytes(3, 20), null)]);

        Assert.Equal(Bytes(3, 20), Assert.Single(await _kept.All()).Values.ToArray());
        Assert.Equal(Bytes(2, 10), (await _kept.Sheets(Sevlievo))!.Value.ToArray());
    }

    [Fact]
    public async Task Many_strategies_with_much_in_them_are_kept_whole()
    {
        var all = Enumerable.Range(100, 60).Select(i => new KeptValues(new($"town-{i}-2016-2020"), Bytes((byte)i, 100_000), Bytes((byte)i, 150_000))).ToList();
        await _kept.Save(all);

        Assert.Equal(all.Select(k => (k.Strategy, k.Values.Length)), (await _kept.All()).OrderBy(k => k.Strategy).Select(k => (k.Strategy, k.Values.Length)));
        Assert.Equal(Bytes(130, 150_000), (await _kept.Sheets(new("town-130-2016-2020")))!.Value.ToArray());
    }

    private static byte[] Bytes(byte value, int length) => [.. Enumerable.Repeat(value, length)];
}
