using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every store of the keys of requests does.</summary>
public abstract class RequestKeysContract : IAsyncLifetime
{
    private static readonly KnownRequest Begun = new("k1", "f1", Done: false);

    private IRequestKeys _requests = null!;

    /// <summary>An empty store, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<IRequestKeys> Start();

    /// <summary>The same store, opened anew.</summary>
    protected abstract ValueTask<IRequestKeys> Restart();

    public async Task InitializeAsync() => _requests = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_request_is_found_by_its_key_also_after_a_restart()
    {
        Assert.Null(await _requests.Find("k1"));
        Assert.Equal(Begun, await _requests.Save(Begun));
        await _requests.Save(new("k2", "f1", Done: true));

        var again = await Restart();

        Assert.Equal(Begun, await again.Find("k1"));
        Assert.Equal(new("k2", "f1", Done: true), await again.Find("k2"));
        Assert.Null(await again.Find("k3"));
    }

    [Fact]
    public async Task A_request_that_is_done_stays_done()
    {
        await _requests.Save(Begun);

        Assert.Equal(Begun with { Done = true }, await _requests.Save(Begun with { Done = true }));
        Assert.Equal(Begun with { Done = true }, await _requests.Save(Begun));
        Assert.Equal(Begun with { Done = true }, await _requests.Find("k1"));
    }

    [Fact]
    public async Task Another_request_under_the_key_is_told_of_the_first_and_changes_nothing()
    {
        await _requests.Save(Begun);

        Assert.Equal(Begun, await _requests.Save(new("k1", "f2", Done: true)));
        Assert.Equal(Begun, await _requests.Find("k1"));
    }

    [Fact]
    public async Task Of_many_requests_at_once_under_one_key_one_is_first_for_all()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () => await _requests.Save(new("k1", $"f{i}", Done: false)))));

        Assert.Single(answers.Distinct());
    }
}
