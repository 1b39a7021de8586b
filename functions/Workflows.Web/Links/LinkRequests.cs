using System.Globalization;
using System.Text.Json;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Web.Links;

/// <summary>Owes the mails with links that people ask for. Asked for again within a short while, nothing more is owed.</summary>
public sealed class LinkRequests(IOutbox outbox, IPeople people, TimeProvider time)
{
    private static readonly TimeSpan OncePer = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A sign-in link for the person with this address. Whether there is one shows neither in the answer nor in the time it takes: what is
    /// owed for nobody is dropped when it is delivered.
    /// </summary>
    public async ValueTask SignIn(string email, CancellationToken cancellation = default)
    {
        var known = (await people.List(new(Email: Normal(email)), cancellation)).FirstOrDefault(p => p.RevokedAt is null);
        var bearer = new LinkBearer(LinkPurpose.SignIn, known?.Id ?? LinkToken.HolderOf(email), known?.Municipality);
        await Owe("sign-in", bearer, cancellation);
    }

    /// <summary>A new link for the bearer of an expired one, to the address on file.</summary>
    public ValueTask Renew(Link link, CancellationToken cancellation = default) => Owe($"renew/{link.Id}", link.Bearer, cancellation);

    /// <summary>A link to all tasks of the institution, for the bearer of a link to one, to the address on file.</summary>
    public ValueTask All(Link link, CancellationToken cancellation = default) =>
        Owe($"all/{link.Id}", link.Bearer with { Purpose = LinkPurpose.Institution, Workflow = null, Task = null }, cancellation);

    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    internal static LinkBearer Read(ReadOnlyMemory<byte> body) => JsonSerializer.Deserialize<LinkBearer>(body.Span)!;

    private async ValueTask Owe(string what, LinkBearer bearer, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var slot = (now.UtcTicks / OncePer.Ticks).ToString(CultureInfo.InvariantCulture);
        var key = $"{IOutbox.Stream}/{what}/{bearer.Holder}/{slot}";
        var effect = new OwedEffect(key, LinkDispatcher.SendLink, null, now, JsonSerializer.SerializeToUtf8Bytes(bearer));
        await outbox.Owe(bearer.Municipality ?? new MunicipalityId(IOutbox.Stream.Value), effect, now, cancellation);
    }
}
