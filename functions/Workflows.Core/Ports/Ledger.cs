namespace Workflows.Core.Ports;

/// <summary>An effect that an event owes the world, saved with the event and delivered after it, at least once.</summary>
/// <param name="Key">An <see cref="EffectKey"/>. No key is ever owed twice.</param>
/// <param name="Kind">Such as <c>send-mail</c>.</param>
/// <param name="Group">Effects of one group that wait together are delivered together: one mail for a recipient and day.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record OwedEffect(string Key, string Kind, string? Group, DateTimeOffset NotBefore, ReadOnlyMemory<byte> Body);

/// <param name="Note">Why it failed or was dropped, or the provider's id once sent.</param>
public sealed record LedgerEntry(
    string Key,
    StreamId Stream,
    MunicipalityId Municipality,
    string Kind,
    string? Group,
    EffectState State,
    DateTimeOffset OwedAt,
    DateTimeOffset NotBefore,
    int Attempts,
    string? Note,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>The W3C trace that it was owed in, which its delivery goes on with; null where the store keeps none.</summary>
    public string? Trace { get; init; }

    /// <summary>The claim that it first went out with, which it stays with when it goes out again; null before, and where the store keeps none.</summary>
    public string? Claim { get; init; }
}

/// <summary>
/// owed → sending → sent, failed or dropped. <see cref="Unknown"/>: the program stopped between sending and recording;
/// it is delivered again under the same key. <see cref="Dropped"/>: nobody needs it any more, such as a reminder of a finished task.
/// </summary>
public enum EffectState
{
    Owed,
    Sending,
    Sent,
    Failed,
    Unknown,
    Dropped,
}

/// <summary>What became of a delivery.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    public sealed record Sent(string? Note = null) : Delivery;

    /// <summary>Worth another try, not before the moment given.</summary>
    public sealed record Later(DateTimeOffset NotBefore, string Note) : Delivery;

    /// <summary>Given up; an administrator may retry it.</summary>
    public sealed record Failed(string Note) : Delivery;

    public sealed record Dropped(string Note) : Delivery;
}

/// <param name="After">Continue after this key; entries are sorted by stream and, within one, in the order they were owed.</param>
public sealed record LedgerQuery(
    MunicipalityId? Municipality, StreamId? Stream, string? Kind, EffectState? State, string? After, int Limit);

/// <summary>What is owed and waits to be delivered.</summary>
public interface IOwedEffects
{
    /// <summary>
    /// Marks up to <paramref name="limit"/> effects of these kinds that are due (owed or unknown, not before now) as sending, durably, and
    /// returns them, oldest first; with each also every other due one of its group.
    /// </summary>
    ValueTask<IReadOnlyList<LedgerEntry>> Claim(
        IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit, CancellationToken cancellation = default);

    ValueTask Settle(IReadOnlyCollection<string> keys, Delivery delivery, CancellationToken cancellation = default);
}

public interface IEffectLedger : IOwedEffects
{
    ValueTask<IReadOnlyList<LedgerEntry>> List(LedgerQuery query, CancellationToken cancellation = default);

    /// <summary>Null when there is no such effect in the municipality (null: in any).</summary>
    ValueTask<LedgerEntry?> Find(string key, MunicipalityId? municipality, CancellationToken cancellation = default);

    /// <summary>Owes a failed, unknown or dropped effect again; false when there is no such effect in the municipality (null: in any).</summary>
    ValueTask<bool> Retry(string key, MunicipalityId? municipality, DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>
    /// Settles a failed or unknown effect by hand, for instance because it was done by telephone; false when there is no such effect in the
    /// municipality (null: in any).
    /// </summary>
    /// <param name="outcome">Sent or dropped, with the reason as its note.</param>
    ValueTask<bool> Mark(string key, MunicipalityId? municipality, Delivery outcome, CancellationToken cancellation = default);
}

/// <summary>When time next changes something in each stream.</summary>
public interface IWakeUps
{
    ValueTask<DateTimeOffset?> Next(CancellationToken cancellation = default);

    /// <summary>Streams due at or before now, earliest first.</summary>
    ValueTask<IReadOnlyList<StreamId>> Due(DateTimeOffset now, int limit, CancellationToken cancellation = default);
}

/// <summary>Takes over the ledger of another installation, with the events it belongs to.</summary>
public interface ILedgerImport
{
    /// <summary>
    /// Writes entries just as they are, states, attempts and notes included, all durable when it returns; what is there already under a
    /// key stays as it is. They are in the order in which they were owed.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such stream in the entry's municipality; nothing was written.</exception>
    ValueTask Put(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation = default);
}
