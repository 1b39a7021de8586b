using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>
/// The keys of requests in SQLite. Told to stop, it leaves the store as a program leaves it that is killed there: what was written before
/// is there, what would come after is not.
/// </summary>
public sealed class StoppingRequestKeys(IRequestKeys real) : IRequestKeys
{
    /// <summary>Whether to stop when this is about to be saved.</summary>
    public Func<KnownRequest, bool> StopBefore { get; set; } = _ => false;

    /// <summary>Whether to stop when this has been saved.</summary>
    public Func<KnownRequest, bool> StopAfter { get; set; } = _ => false;

    public ValueTask<KnownRequest?> Find(string key, CancellationToken cancellation = default) => real.Find(key, cancellation);

    public async ValueTask<KnownRequest> Save(KnownRequest request, CancellationToken cancellation = default)
    {
        if (StopBefore(request))
            throw new IOException("Stopped before saving.");
        var known = await real.Save(request, cancellation);
        return StopAfter(request) ? throw new IOException("Stopped after saving.") : known;
    }

    public void GoOn() => (StopBefore, StopAfter) = (_ => false, _ => false);
}
