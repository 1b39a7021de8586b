using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Access;
using Workflows.Web.Api;

namespace Workflows.Web.Keys;

/// <summary>
/// Reads <c>Authorization: Bearer wf_…</c> or <c>X-Api-Key: wf_…</c>. The key is looked up by its hash, so the time it takes tells
/// nothing about the key.
/// </summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "api-key";
    public const string HeaderName = "X-Api-Key";

    private const string BearerPrefix = "Bearer ";

    /// <summary>No key is longer; what is longer is not worth hashing.</summary>
    private const int MaxLength = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Presented() is not { } secret)
            return AuthenticateResult.NoResult();
        if (!secret.StartsWith(KeyMaker.Prefix, StringComparison.Ordinal) || secret.Length > MaxLength)
            return AuthenticateResult.Fail("This is not an API key.");
        return await keys.FindByHash(KeyMaker.HashOf(secret), Context.RequestAborted) is { RevokedAt: null } key
            ? AuthenticateResult.Success(new(Caller.Of(key).ToPrincipal(SchemeName), SchemeName))
            : AuthenticateResult.Fail("This API key is unknown or revoked.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        var refusal = (await HandleAuthenticateOnceAsync()).Failure is { } failure
            ? new Rejection("key.invalid", $"{failure.Message} Ask an administrator for a new one.")
            : new Rejection("key.missing", $"Send an API key as 'Authorization: Bearer {KeyMaker.Prefix}…' or as '{HeaderName}'.");
        await new ProblemResult(refusal).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new ProblemResult(new("actor.forbidden", "Your key's role may not do this. Ask a coordinator or an administrator.")).ExecuteAsync(Context);

    private string? Presented()
    {
        var authorization = Request.Headers.Authorization.ToString();
        if (authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
            return authorization[BearerPrefix.Length..].Trim();
        return Request.Headers.TryGetValue(HeaderName, out var key) ? key.ToString() : null;
    }
}

/// <summary>Who may call an endpoint.</summary>
internal static class KeyPolicies
{
    public const string Anybody = "workflows-key";
    public const string Coordinates = "workflows-coordinates";
    public const string Administers = "workflows-administers";

    public static void AddKeys(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(Anybody, With(Right.Answer))
            .AddPolicy(Coordinates, With(Right.Coordinate))
            .AddPolicy(Administers, With(Right.Administer));
    }

    private static AuthorizationPolicy With(Right right) => Rights.Policy(right, KeyAuthentication.SchemeName);
}
