using Workflows.Core.Ports;

namespace Workflows.Web;

/// <summary>Removes what nobody needs any more. Run every hour; what it did not get to is removed the next time.</summary>
public sealed class Forgetting(IOutbox outbox, ILinkUses uses, ISessions sessions, IDrafts drafts, TimeProvider time)
{
    /// <summary>Uses of links, sessions, and the links that were asked for.</summary>
    public static TimeSpan Trail { get; } = TimeSpan.FromDays(30);

    /// <summary>Longer than the longest time between a task's opening and its closing.</summary>
    public static TimeSpan Drafts { get; } = TimeSpan.FromDays(400);

    public async ValueTask Run(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        await outbox.Forget(now - Trail, cancellation);
        await uses.Forget(now - Trail, cancellation);
        await sessions.Forget(now - Trail, cancellation);
        await drafts.Forget(now - Drafts, cancellation);
    }
}
