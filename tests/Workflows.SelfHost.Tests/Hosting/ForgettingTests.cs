using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web;

namespace Workflows.SelfHost.Tests.Hosting;

public sealed class ForgettingTests
{
    private static readonly DateTimeOffset Now = new(2018, 3, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public async Task GivenTracesOfPeople_WhenThirtyDaysHaveGoneBy_ThenTheyAreForgotten(int days, bool known)
    {
        using var store = new SqliteStore();
        var then = Now.AddDays(-days);
        await store.LinkUses.Record("link-1", DateOnly.FromDateTime(then.Date), "ipv4", "seen", then);
        await store.Sessions.Save(new("session-1", new string('a', 64), "person-1", "Browser", then, then, null));
        await store.Drafts.Save(new(new("institution/mayor", new("s.cycle.2018"), new("plan")), new("sevlievo"), 0, then, new Dictionary<string, string>()));

        await new Forgetting(store.Outbox, store.LinkUses, store.Sessions, store.Drafts, new StandingClock(Now)).Run(default);

        Assert.Equal(known, (await store.LinkUses.Of("link-1")).Count > 0);
        Assert.Equal(known, await store.Sessions.FindByHash(new string('a', 64)) is not null);
        // Work that somebody did is kept much longer than traces.
        Assert.Single(await store.Drafts.Of(new("sevlievo"), "institution/mayor"));
    }
}
