using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Api;

/// <summary>
/// The <c>Idempotency-Key</c> of requests that are no commands. A handler refuses what it must, saves the key with <see cref="Begin"/>,
/// has its effect, and marks the key with <see cref="End"/> where that effect, had again later, would not be the same. A program that
/// stops in between has saved the key and perhaps had the effect: the request, sent again, begins again, so every effect here is one
/// that is harmless while its key is not marked. Each refuses a key that belongs to another request, by throwing
/// <see cref="RequestRefused"/>: documents learn of it in the middle of being read.
/// </summary>
internal sealed class Repeats(IRequestKeys requests, IEventStore events)
{
    /// <summary>What is known of the request; null when its key is new, or when it has none.</summary>
    public async ValueTask<KnownRequest?> Find(CommandKey? key, CancellationToken cancellation)
    {
        if (key is null)
            return null;
        if (await events.FindCommand(key.Key, cancellation) is not null)
            throw Reused;
        return OfThis(key, await requests.Find(key.Key, cancellation));
    }

    public async ValueTask Begin(CommandKey? key, CancellationToken cancellation)
    {
        if (await Find(key, cancellation) is null)
            await Save(key, done: false, cancellation);
    }

    public ValueTask End(CommandKey? key, CancellationToken cancellation) => Save(key, done: true, cancellation);

    /// <summary>For a command: its own key is saved with its events, and must not be another request's.</summary>
    public async ValueTask CheckCommand(CommandKey? key, CancellationToken cancellation)
    {
        if (key is not null && await requests.Find(key.Key, cancellation) is not null)
            throw Reused;
    }

    private async ValueTask Save(CommandKey? key, bool done, CancellationToken cancellation)
    {
        if (key is not null)
            OfThis(key, await requests.Save(new(key.Key, key.Fingerprint, done), cancellation));
    }

    private static KnownRequest? OfThis(CommandKey key, KnownRequest? known) =>
        known is null || known.Fingerprint == key.Fingerprint ? known : throw Reused;

    private static RequestRefused Reused =>
        new(new("idempotency.reused", $"This {ApiCall.KeyHeader} was used for another request. Send a new key with a new request."));
}
