using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Regions;

namespace Workflows.SelfHost.Hosting;

/// <summary>Wakes one background loop early. Rung while nobody waits, it wakes the next who does; rung twice, it wakes once.</summary>
internal sealed class Alarm : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    /// <summary>Returns when it is rung, or when the time is over.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancellation) => await _rung.WaitAsync(atMost, cancellation);

    public void Dispose() => _rung.Dispose();
}

/// <summary>The alarms that a commit rings: for what time moves on, for what is delivered, and for what is worked out ahead.</summary>
internal sealed record Alarms(Alarm Time, Alarm Mail, Alarm Values);

/// <summary>The event store as the server uses it: a saved commit wakes who has to do something about it.</summary>
internal sealed class AlarmingEvents(IEventStore store, Alarms alarms) : IEventStore
{
    public async ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        var result = await store.Commit(commit, cancellation);
        if (result is CommitResult.Saved)
        {
            if (commit.WakeUp is not null || commit.Effects.Any(e => e.Kind != Core.Engine.EffectKinds.SendMail))
                alarms.Time.Ring();
            if (commit.Effects.Any(e => e.Kind == Core.Engine.EffectKinds.SendMail))
                alarms.Mail.Ring();
            if (commit.Events.Any(e => CurrentValues.MayChange(commit.Stream, e.Name)))
                alarms.Values.Ring();
        }

        return result;
    }

    public IAsyncEnumerable<StoredEvent> Read(StreamId stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        store.Read(stream, afterVersion, cancellation);

    public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => store.FindCommand(key, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) => store.Streams(cancellation);
}

/// <summary>The outbox as the server uses it: what is owed is delivered at once.</summary>
internal sealed class AlarmingOutbox(IOutbox outbox, Alarms alarms) : IOutbox
{
    public async ValueTask<bool> Owe(MunicipalityId municipality, OwedEffect effect, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var owed = await outbox.Owe(municipality, effect, at, cancellation);
        alarms.Mail.Ring();
        return owed;
    }

    public ValueTask<IReadOnlyList<LedgerEntry>> Claim(
        IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        outbox.Claim(kinds, now, limit, cancellation);

    public ValueTask Settle(IReadOnlyCollection<string> keys, Delivery delivery, CancellationToken cancellation = default) =>
        outbox.Settle(keys, delivery, cancellation);

    public ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default) => outbox.Forget(before, cancellation);
}
