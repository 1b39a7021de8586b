using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Workflows.Core.Ports;
using Workflows.Web.Keys;
using Workflows.Web.Mail;

namespace Workflows.Web.Pages.SignIn;

/// <summary>Begins, finds and ends sessions. A session ends when it was not used for <see cref="Idle"/>.</summary>
internal sealed class Sessions(ISessions sessions, IPeople people, MailSettings settings, TimeProvider time)
{
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    public const string Cookie = "workflows-session";

    /// <summary>When it was last seen is written this often at most, so that reading pages writes next to nothing.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(15);

    private const int LongestBrowser = 120;
    private const int TokenBytes = 32;
    private const int TokenLength = 43;

    public async Task Begin(HttpContext http, Person person)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        var browser = http.Request.Headers.UserAgent.ToString();
        var session = new BrowserSession(
            $"session-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}",
            KeyMaker.HashOf(token),
            person.Id,
            browser.Length > LongestBrowser ? browser[..LongestBrowser] : browser,
            now,
            now,
            null);
        await sessions.Save(session, http.RequestAborted);
        Keep(http, token);
    }

    /// <summary>Null where nobody is signed in, any more or at all.</summary>
    public async ValueTask<SignedIn?> Find(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: TokenLength } token
            || await sessions.FindByHash(KeyMaker.HashOf(token), http.RequestAborted) is not { RevokedAt: null } session
            || time.GetUtcNow() is var now && now >= session.SeenAt + Idle
            || await people.List(new(Id: session.Person), http.RequestAborted) is not [{ RevokedAt: null } person])
            return null;
        if (now - session.SeenAt >= Grain)
        {
            session = session with { SeenAt = now };
            await sessions.Save(session, http.RequestAborted);
            Keep(http, token);
        }

        return new(session, person);
    }

    public async Task End(HttpContext http)
    {
        if (http.Features.Get<SignedIn>() is { } signedIn)
            await sessions.Revoke(signedIn.Session.Id, time.GetUtcNow(), http.RequestAborted);
        http.Response.Cookies.Delete(Cookie);
    }

    public async ValueTask<IReadOnlyList<BrowserSession>> Running(Person person, CancellationToken cancellation) =>
        [.. (await sessions.Of(person.Id, cancellation)).Where(s => s.RevokedAt is null && time.GetUtcNow() < s.SeenAt + Idle).OrderByDescending(s => s.SeenAt)];

    /// <summary>False when the person has no such session.</summary>
    public async ValueTask<bool> Revoke(Person person, string id, CancellationToken cancellation) =>
        (await sessions.Of(person.Id, cancellation)).Any(s => s.Id == id) && await sessions.Revoke(id, time.GetUtcNow(), cancellation);

    private void Keep(HttpContext http, string token) =>
        http.Response.Cookies.Append(
            Cookie,
            token,
            new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps || settings.Site.Scheme == "https", MaxAge = Idle, IsEssential = true });
}
