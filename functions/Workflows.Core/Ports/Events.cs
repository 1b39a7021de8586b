using System.Text.Json.Serialization;

namespace Workflows.Core.Ports;

/// <summary>An append-only stream of events: one for each strategy and one for each workflow, under the same identifier.</summary>
[JsonConverter(typeof(IdJsonConverter<StreamId>))]
public readonly record struct StreamId(string Value) : IId<StreamId>
{
    public static StreamId Of(StrategyId id) => new(id.Value);

    public static StreamId Of(WorkflowId id) => new(id.Value);

    /// <summary>Whether the stream is a workflow's: their ids hold a dot, those of strategies hold none.</summary>
    [JsonIgnore]
    public bool IsWorkflow => Value.Contains('.');

    public static StreamId Create(string value) => new(value);

    public static StreamId Parse(string s, IFormatProvider? provider = null) => Id.Parse<StreamId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out StreamId result) => Id.TryParse(s, out result);

    public override string ToString() => Value;
}

/// <param name="Name">Storage format: never changes once an event of it is stored.</param>
/// <param name="Schema">Rises when the body's shape changes; older bodies are read through an upcast.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record NewEvent(string Name, int Schema, ReadOnlyMemory<byte> Body);

/// <param name="Version">1 for the first event of the stream, without gaps.</param>
/// <param name="At">When it was decided, in UTC.</param>
/// <param name="Hash">See <see cref="HashChain"/>: covers this event and, through the one before, all earlier ones.</param>
public sealed record StoredEvent(
    StreamId Stream,
    long Version,
    string Name,
    int Schema,
    DateTimeOffset At,
    Actor Actor,
    ReadOnlyMemory<byte> Body,
    ReadOnlyMemory<byte> Hash);

/// <param name="Hash">The hash of the last event.</param>
public sealed record StreamHead(StreamId Stream, MunicipalityId Municipality, long Version, ReadOnlyMemory<byte> Hash);

/// <summary>
/// Everything that one command changes. A store saves all of it or nothing, and only then answers;
/// effects are delivered after that, never before.
/// </summary>
/// <param name="ExpectedVersion">The version the decision was made on; 0 for a new stream.</param>
/// <param name="WakeUp">When time next changes something in this stream; null removes it from the index.</param>
/// <param name="Command">Lets the same request be answered the same way when it comes again.</param>
public sealed record Commit(
    StreamId Stream,
    MunicipalityId Municipality,
    long ExpectedVersion,
    DateTimeOffset At,
    Actor Actor,
    IReadOnlyList<NewEvent> Events,
    IReadOnlyList<OwedEffect> Effects,
    DateTimeOffset? WakeUp,
    ListingChange Listing,
    CommandReceipt? Command);

/// <param name="Key">Of the caller and its <c>Idempotency-Key</c>; unique in the store.</param>
/// <param name="Fingerprint">Of the request, so that a key used for another request is found out.</param>
/// <param name="FirstVersion">First event that the command wrote; greater than <paramref name="LastVersion"/> when it wrote none.</param>
public sealed record CommandReceipt(string Key, string Fingerprint, StreamId Stream, long FirstVersion, long LastVersion);

public abstract record CommitResult
{
    private CommitResult()
    {
    }

    public sealed record Saved(long Version) : CommitResult;

    /// <summary>Somebody else wrote first: nothing was saved; decide again on the newer state.</summary>
    public sealed record Conflict(long ActualVersion) : CommitResult;

    /// <summary>The command key was used before: nothing was saved.</summary>
    public sealed record Repeated(CommandReceipt Earlier) : CommitResult;
}

public interface IEventStore
{
    /// <summary>Returns once the commit is durable. A conflict is a value, not an exception.</summary>
    ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default);

    /// <summary>The events after a version, in order; none for a stream that does not exist.</summary>
    IAsyncEnumerable<StoredEvent> Read(StreamId stream, long afterVersion = 0, CancellationToken cancellation = default);

    ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default);

    /// <summary>Every stream, sorted by id.</summary>
    IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default);
}
