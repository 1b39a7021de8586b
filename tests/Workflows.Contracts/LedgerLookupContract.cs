using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>How entries of every ledger of effects are listed and found.</summary>
public abstract class LedgerLookupContract : StoreContract
{
    private IEffectLedger Ledger => Store.Ledger;

    [Fact]
    public async Task Entries_are_listed_by_key_a_page_at_a_time()
    {
        await Owe("b", [.. Enumerable.Range(0, 7).Select(i => Given.Effect($"b/1/{6 - i}"))]);
        var pages = new List<string[]>();
        for (string? after = null; ;)
        {
            var page = await Ledger.List(new LedgerQuery(null, null, null, null, after, 3));
            if (page.Count == 0)
                break;
            pages.Add([.. page.Select(e => e.Key)]);
            after = page[^1].Key;
        }

        Assert.Equal([["b/1/0", "b/1/1", "b/1/2"], ["b/1/3", "b/1/4", "b/1/5"], ["b/1/6"]], pages);
    }

    [Fact]
    public async Task One_is_found_by_its_key_however_many_lie_before_it()
    {
        await Owe("a", [.. Enumerable.Range(0, 300).Select(i => Given.Effect($"a/1/{i}"))]);
        await Owe("b", Given.Effect("b/1/0"));

        foreach (var key in (string[])["a/1/0", "a/1/9", "a/1/299", "b/1/0"])
            Assert.Equal(key, (await Ledger.Find(key, Given.Sevlievo))?.Key);
        Assert.Equal("a/1/7", (await Ledger.Find("a/1/7", null))?.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a/1")]
    [InlineData("a/1/1")]
    [InlineData("a/2/0")]
    [InlineData("b/1/0")]
    [InlineData("a/1/00")]
    [InlineData("a/01/0")]
    [InlineData("a/1/4096")]
    [InlineData("a/99999999/0")]
    public async Task What_nobody_owes_is_not_found(string key)
    {
        await Owe("a", Given.Effect("a/1/0"));

        Assert.Null(await Ledger.Find(key, null));
    }

    [Fact]
    public async Task Nobody_finds_an_effect_of_another_municipality()
    {
        await Owe("a", Given.Effect("a/1/0"));

        Assert.Null(await Ledger.Find("a/1/0", Given.Balchik));
    }

    [Fact]
    public async Task Filters_of_a_list_add_up()
    {
        await Owe("a", Given.Effect("a/1/0"), Given.Effect("a/1/1", "open-workflow"));
        await Owe("b", Given.Effect("b/1/0"));
        await Store.Events.Commit(Given.Owing("c", Given.Effect("c/1/0")) with { Municipality = Given.Balchik });
        await Ledger.Claim(["open-workflow"], Given.Noon, 1);
        var all = new LedgerQuery(null, null, null, null, null, 100);

        Assert.Equal(["a/1/0", "a/1/1", "b/1/0"], await Keys(all with { Municipality = Given.Sevlievo }));
        Assert.Equal(["a/1/0", "a/1/1"], await Keys(all with { Stream = new StreamId("a") }));
        Assert.Equal(["a/1/0", "b/1/0", "c/1/0"], await Keys(all with { Kind = "send-mail" }));
        Assert.Equal(["a/1/1"], await Keys(all with { State = EffectState.Sending }));
        Assert.Equal(["b/1/0"], await Keys(all with { Municipality = Given.Sevlievo, State = EffectState.Owed, After = "a/1/0" }));
        Assert.Empty(await Keys(all with { Municipality = Given.Balchik, Stream = new StreamId("a") }));
    }

    private async Task Owe(string stream, params OwedEffect[] effects) => await Store.Events.Commit(Given.Owing(stream, effects));

    private async Task<IEnumerable<string>> Keys(LedgerQuery query) => (await Ledger.List(query)).Select(e => e.Key);
}
