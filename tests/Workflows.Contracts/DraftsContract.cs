using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every store of drafts does.</summary>
public abstract class DraftsContract : IAsyncLifetime
{
    private static readonly DraftKey Plan = new("institution/mayor", new("sevlievo-2016-2020.cycle.2018"), new("plan.mayor"));

    private IDrafts _drafts = null!;

    /// <summary>An empty store, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<IDrafts> Start();

    public async Task InitializeAsync() => _drafts = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_draft_is_found_as_it_was_saved_last_and_not_once_it_is_removed()
    {
        Assert.Null(await _drafts.Find(Plan));
        await _drafts.Save(Draft(Plan, "начало"));
        await _drafts.Save(Draft(Plan, "„край“\n12,5") with { After = 2, SavedAt = Given.Noon.AddDays(1) });

        var found = (await _drafts.Find(Plan))!;
        Assert.Equal((Plan, Given.Sevlievo, 2, Given.Noon.AddDays(1)), (found.Key, found.Municipality, found.After, found.SavedAt));
        Assert.Equal(new KeyValuePair<string, string>("note", "„край“\n12,5"), Assert.Single(found.Values));

        await _drafts.Remove(Plan);
        await _drafts.Remove(Plan);
        Assert.Null(await _drafts.Find(Plan));
    }

    [Fact]
    public async Task Nobody_finds_the_draft_of_another()
    {
        await _drafts.Save(Draft(Plan, "мое"));
        var other = Plan with { Holder = "person/coordinator" };

        Assert.Null(await _drafts.Find(other));
        await _drafts.Remove(other);
        Assert.NotNull(await _drafts.Find(Plan));
        Assert.Empty(await _drafts.Of(Given.Sevlievo, other.Holder));
    }

    [Fact]
    public async Task What_somebody_has_begun_is_listed_in_order_for_one_municipality()
    {
        var visit = Plan with { Task = new("visit.home.1") };
        var earlier = Plan with { Workflow = new("sevlievo-2016-2020.cycle.2017") };
        foreach (var key in (DraftKey[])[visit, Plan, earlier])
            await _drafts.Save(Draft(key, "начало"));
        await _drafts.Save(Draft(Plan with { Workflow = new("balchik-2011-2015.cycle.2013") }, "друго") with { Municipality = Given.Balchik });

        Assert.Equal([earlier, Plan, visit], await _drafts.Of(Given.Sevlievo, Plan.Holder));
    }

    [Fact]
    public async Task What_was_not_touched_for_long_is_forgotten()
    {
        await _drafts.Save(Draft(Plan, "старо"));
        await _drafts.Forget(Given.Noon);
        Assert.NotNull(await _drafts.Find(Plan));
        await _drafts.Forget(Given.Noon.AddTicks(1));
        Assert.Null(await _drafts.Find(Plan));
    }

    private static Draft Draft(DraftKey key, string note) => new(key, Given.Sevlievo, 0, Given.Noon, new Dictionary<string, string> { ["note"] = note });
}
