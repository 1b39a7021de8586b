using System.Buffers.Text;
using System.Security.Cryptography;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Links;
using Workflows.Web.Mail;

namespace Workflows.Web.Pages.SignIn;

/// <summary>
/// The one-time link by which the first administrator of an installation comes in and says who they are. As long as there is nobody, each
/// start makes a new one and takes back the one before.
/// </summary>
public sealed class FirstAdministrator(ILinks links, IPeople people, MailSettings settings, TimeProvider time)
{
    /// <summary>Whom the link belongs to, and the id of the person it makes.</summary>
    public const string Id = "person-first";

    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    internal static LinkBearer Bearer { get; } = new(LinkPurpose.SignIn, Id);

    /// <summary>Null when there is somebody already.</summary>
    public async ValueTask<Uri?> Link(CancellationToken cancellation = default)
    {
        if ((await people.List(new(), cancellation)).Count > 0)
            return null;
        var now = time.GetUtcNow();
        var earlier = await links.List(new(Bearer.Key, Limit: int.MaxValue), cancellation);
        foreach (var link in earlier.Where(l => l.RevokedAt is null))
            await links.Revoke(link.Id, now, cancellation);
        // Random, not derived: it is printed once and never repeated.
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(LinkSecret.Bytes));
        var number = earlier.Select(l => l.Number).DefaultIfEmpty().Max() + 1;
        await links.Add(new(LinkToken.IdOf(Bearer, number), LinkToken.HashOf(token), Bearer, number, now, now + Lasts, null), cancellation);
        return new(settings.Site, $"sign-in/{token}");
    }

    /// <summary>The person the link is for, made at its first use.</summary>
    internal async ValueTask<Person?> Make(string name, string email, Language language, CancellationToken cancellation)
    {
        var person = new Person(Id, name, LinkRequests.Normal(email), language, ActorKind.Administrator, null, time.GetUtcNow(), null);
        await people.Add(person, cancellation);
        return (await people.List(new(Id: Id), cancellation)) is [{ RevokedAt: null } made] ? made : null;
    }
}
