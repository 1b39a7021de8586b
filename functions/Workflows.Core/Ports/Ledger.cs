namespace Workflows.Core.Ports;

/// <summary>An effect that an event owes the world, saved with the event and delivered after it, at least once.</summary>
/// <param name="Key">An <see cref="EffectKey"/>. No key is ever owed twice.</param>
/// <param name="Kind">Such as <c>send-mail</c>.</param>
/// <param name="Group">Effects of one group that wait together are delivered together: one mail for a recipient and day.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record OwedEffect(string Key, string Kind, string? Group, DateTimeOffset NotBefore, ReadOnlyMemory<byte> Body);

/// <param name="Note">Why it failed, was dropped or is unknown, or the provider's id once sent; begins with <see cref="MayBeOut"/> where that holds.</param>
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
    /// <summary>
    /// Begins the note of what was unknown before its last attempt. A store writes it when it gives such an effect out again, or owes it again: whatever
    /// comes of later attempts, an earlier one may have reached somebody.
    /// </summary>
    public const string MayBeOut = "[unknown] ";

    /// <summary>Unknown for good: nobody needs it any more, so that it is not tried again by itself.</summary>
    public bool LeftUnknown => State is EffectState.Unknown && NotBefore == DateTimeOffset.MaxValue;

    /// <summary>To be delivered, or being delivered: it is not settled.</summary>
    public bool IsWaiting => State is EffectState.Owed or EffectState.Sending or EffectState.Unknown && !LeftUnknown;

    /// <summary>The W3C trace that it was owed in, which its delivery goes on with; null where the store keeps none.</summary>
    public string? Trace { get; init; }

    /// <summary>The claim that it first went out with, which it stays with when it goes out again; null before, and where the store keeps none.</summary>
    public string? Claim { get; init; }
}

/// <summary>
/// owed → sending → sent, failed or dropped. <see cref="Unknown"/>: it may have gone out, for the program stopped between sending and
/// recording; it is delivered again under the same key, or left so when nobody needs it any more. <see cref="Dropped"/>: nobody needs it any
/// more, such as a reminder of a finished task, and it went out to nobody.
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

    /// <summary>Under which a provider has taken mails of it, or may have, whatever came of it as a whole: what it says of them later names these.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public sealed record Sent(string? Note = null) : Delivery;

    /// <summary>Worth another try, not before the moment given.</summary>
    public sealed record Later(DateTimeOffset NotBefore, string Note) : Delivery;

    /// <summary>Given up; an administrator may retry it.</summary>
    public sealed record Failed(string Note) : Delivery;

    /// <summary>Nobody needs it, and it went out to nobody.</summary>
    public sealed record Dropped(string Note) : Delivery;

    /// <summary>It may have gone out.</summary>
    /// <param name="NotBefore">When it is tried again; null leaves it unknown, for nobody needs it any more.</param>
    public sealed record Unknown(DateTimeOffset? NotBefore, string? Note) : Delivery;
}

/// <param name="After">Continue after this key; entries are sorted by stream and, within one, in the order they were owed.</param>
public sealed record LedgerQuery(
    MunicipalityId? Municipality, StreamId? Stream, string? Kind, EffectState? State, string? After, int Limit);

/// <summary>What is owed and waits to be delivered.</summary>
public interface IOwedEffects
{
    /// <summary>
    /// Marks up to <paramref name="limit"/> effects of these kinds that are due (owed or unknown, not before now) as sending, durably, and
    /// returns them, oldest first; with each also every other due one of its group. The note of those that were unknown begins with <see cref="LedgerEntry.MayBeOut"/> from then on.
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
