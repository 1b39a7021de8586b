using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>Who calls, and whether the same call may come again.</summary>
internal sealed class ApiCall
{
    public const string KeyHeader = "Idempotency-Key";
    private const int MaxKeyLength = 255;

    private readonly HttpContext _http;

    private ApiCall(HttpContext http) => (_http, Caller) = (http, Caller.Of(http.User));

    public Caller Caller { get; }

    public CancellationToken Aborted => _http.RequestAborted;

    /// <summary>Scheme, host and base path that the caller reached us under.</summary>
    public string Root => $"{_http.Request.Scheme}://{_http.Request.Host}{_http.Request.PathBase}";

    /// <summary>
    /// Null without an <c>Idempotency-Key</c>. Two callers may use the same one. The fingerprint covers method, address and body, which
    /// have been read by the time a handler runs.
    /// </summary>
    public CommandKey? Key() => Key(RequestBody.Of(_http));

    /// <param name="body">What stands for the body in the fingerprint, where the handler itself reads it.</param>
    public CommandKey? Key(ReadOnlyMemory<byte> body)
    {
        if (!_http.Request.Headers.TryGetValue(KeyHeader, out var values))
            return null;
        var key = values.ToString();
        if (values.Count != 1 || key.Length is 0 or > MaxKeyLength || key.Any(c => c is < '!' or > '~'))
        {
            throw new RequestRefused(new("idempotency.key", $"{KeyHeader} has 1 to {MaxKeyLength} visible ASCII characters, such as a UUID."));
        }

        var request = _http.Request;
        return new(
            Hash([Encoding.UTF8.GetBytes($"{Caller.KeyId}\n{key}")]),
            Hash([Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n"), body]));
    }

    /// <summary>The same for the same request sent again under the same key.</summary>
    public string NewCommentId() => Key() is { } key ? key.Key[..32] : Guid.NewGuid().ToString("N");

    /// <summary>The municipality that the call is about, where the caller sees several: as it says, or the caller's only one.</summary>
    public MunicipalityId MunicipalityOr(MunicipalityId? named)
    {
        if ((named ?? Caller.Municipality) is not { } municipality)
            throw new RequestRefused(new("request.parameter", "Your key sees every municipality. Say which one with ?municipality=."));
        return Caller.Sees(municipality) ? municipality : throw new RequestRefused(ForeignMunicipality(municipality));
    }

    public static Rejection ForeignMunicipality(MunicipalityId municipality) =>
        new("municipality.unknown", $"Your key sees no municipality '{municipality}'.", new Dictionary<string, string> { ["municipality"] = municipality.Value });

    public static ValueTask<ApiCall> BindAsync(HttpContext context) => new(new ApiCall(context));

    private static string Hash(ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
            hash.AppendData(part.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
