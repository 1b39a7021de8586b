using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>
/// A small OpenID Connect provider (OpenID Connect Core 1.0, code flow with RFC 7636): whoever is sent to it comes back as
/// <see cref="Email"/>, with tokens that it has signed.
/// </summary>
internal sealed class OpenIdServer : IAsyncDisposable
{
    public const string ClientId = "workflows";
    public const string ClientSecret = "between the two of us";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string Redirect)> _codes = [];
    private WebApplication _app = null!;

    public string Email { get; set; } = SignInTests.Email;

    public bool IsVerified { get; set; } = true;

    /// <summary>Signs with a key that it has not published.</summary>
    public bool IsForged { get; set; }

    public Uri Url => new(_app.Urls.First());

    public static async Task<OpenIdServer> Started()
    {
        var server = new OpenIdServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = server._app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", server.Describe);
        app.MapGet("/keys", server.Keys);
        app.MapGet("/authorize", server.Authorize);
        app.MapPost("/token", server.Token);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Describe() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Url.AbsoluteUri,
        ["authorization_endpoint"] = new Uri(Url, "authorize"),
        ["token_endpoint"] = new Uri(Url, "token"),
        ["jwks_uri"] = new Uri(Url, "keys"),
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private IResult Keys()
    {
        var key = _key.Rsa.ExportParameters(false);
        var published = new { kty = "RSA", use = "sig", alg = "RS256", kid = _key.KeyId, n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) };
        return Results.Json(new { keys = new[] { published } });
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256")
            return Results.BadRequest();
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["nonce"]!, query["code_challenge"]!, query["redirect_uri"]!);
        return Results.Redirect($"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_secret"] != ClientSecret || !_codes.TryRemove(form["code"]!, out var asked) || asked.Redirect != form["redirect_uri"]
            || asked.Challenge != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))))
            return Results.BadRequest(new { error = "invalid_grant" });
        var key = IsForged ? new RsaSecurityKey(RSA.Create(2048)) { KeyId = _key.KeyId } : _key;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Url.AbsoluteUri,
            Audience = ClientId,
            Expires = DateTime.UtcNow.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "subject", ["nonce"] = asked.Nonce, ["email"] = Email, ["email_verified"] = IsVerified },
            SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
        });
        return Results.Json(new { access_token = "none", token_type = "Bearer", id_token = token, expires_in = 300 });
    }
}
