namespace Workflows.Core.Ports;

/// <summary>A request that is no command on a stream. (The keys of commands are saved with their events, as <see cref="CommandReceipt"/>.)</summary>
/// <param name="Key">Of the caller and its <c>Idempotency-Key</c>; unique in the store.</param>
/// <param name="Fingerprint">Of the request, so that a key used for another request is found out.</param>
/// <param name="Done">False from before the request has its effect, true from after it.</param>
public sealed record KnownRequest(string Key, string Fingerprint, bool Done);

/// <summary>What the <c>Idempotency-Key</c>s of requests that are no commands were used for.</summary>
public interface IRequestKeys
{
    ValueTask<KnownRequest?> Find(string key, CancellationToken cancellation = default);

    /// <summary>
    /// Saves the request, durably, and returns what is known of its key from then on. Of a key that is known only <c>Done</c> changes, by
    /// the same request and to true: the request that came first keeps its key.
    /// </summary>
    ValueTask<KnownRequest> Save(KnownRequest request, CancellationToken cancellation = default);
}
