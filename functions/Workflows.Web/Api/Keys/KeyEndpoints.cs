using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Keys;

namespace Workflows.Web.Api;

/// <summary>The keys of machines. An administrator of one municipality sees and makes only its keys.</summary>
internal static class KeyEndpoints
{
    private const int MaxName = 200;

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Keys").RequireAuthorization(KeyPolicies.Administers);
        keys.MapGet("", List).Describe("List API keys", "Without their secrets, which nobody has stored.");
        keys.MapPost("", Create).Describe("Make an API key", "The answer shows its secret, once.").Fails(404, 409, 413, 415, 422);
        keys.MapDelete("/{id}", Revoke).Describe("Revoke an API key", "From then on it opens nothing.").Fails(404);
    }

    private static async Task<Ok<Page<KeyView>>> List(PageRequest page, ApiCall call, IApiKeys keys)
    {
        var all = (await keys.List(call.Aborted)).Where(k => Sees(call, k)).OrderBy(k => k.Id, StringComparer.Ordinal);
        var rows = all.Where(k => page.After is null || string.CompareOrdinal(k.Id, page.After) > 0).Take(page.Fetch).ToList();
        return TypedResults.Ok(page.Of(rows, KeyView.Of, k => k.Id));
    }

    private static async Task<Results<Created<CreatedKey>, ProblemResult>> Create(
        Body<KeyRequest> body, ApiCall call, IApiKeys keys, Repeats repeats, TimeProvider clock)
    {
        var request = body.Value;
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > MaxName)
            return new ProblemResult(new("key.name", $"Name the key in 1 to {MaxName} characters, after the machine that holds it."));
        if (KeyMaker.Check(request.Role, request.Municipality, request.Institution) is { } refusal)
            return new ProblemResult(refusal);
        if (call.Caller.Municipality is { } own && request.Municipality != own)
            return new ProblemResult(request.Municipality is { } other ? ApiCall.ForeignMunicipality(other) : new("key.scope", "Your key is for one municipality. Name it."));

        var sent = call.Key();
        await repeats.Begin(sent, call.Aborted);
        // The id follows from the request, so that it makes one key however often it comes.
        var id = sent is null ? null : $"key-{sent.Key[..16]}";
        if (await IsMade(id, keys, call))
            return Made(id!);
        var made = KeyMaker.Make(request.Name, request.Role, request.Municipality, request.Institution, clock.GetUtcNow(), id);
        try
        {
            await keys.Add(made.Key, call.Aborted);
        }
        catch when (id is not null)
        {
            // The same request came twice at once, and the other was faster.
            if (await IsMade(id, keys, call))
                return Made(id);
            throw;
        }

        return TypedResults.Created($"{call.Root}/api/keys/{made.Key.Id}", new CreatedKey(KeyView.Of(made.Key), made.Secret));
    }

    private static async ValueTask<bool> IsMade(string? id, IApiKeys keys, ApiCall call) =>
        id is not null && (await keys.List(call.Aborted)).Any(k => k.Id == id);

    private static ProblemResult Made(string id) =>
        new(new("key.exists", $"This request made the key '{id}' before, and its secret was shown then. If it is lost, revoke the key and make another."));

    private static async Task<Results<NoContent, ProblemResult>> Revoke(string id, ApiCall call, IApiKeys keys, TimeProvider clock) =>
        (await keys.List(call.Aborted)).Any(k => k.Id == id && Sees(call, k)) && await keys.Revoke(id, clock.GetUtcNow(), call.Aborted)
            ? TypedResults.NoContent()
            : new ProblemResult(new("key.unknown", "There is no such key that is valid. GET /api/keys lists them."));

    private static bool Sees(ApiCall call, ApiKey key) => call.Caller.Municipality is not { } own || key.Municipality == own;
}

/// <param name="Name">Of the machine or program that holds it.</param>
/// <param name="Role">administrator, coordinator or institution.</param>
/// <param name="Municipality">The only one it sees; required but for administrators.</param>
/// <param name="Institution">For institutions: the one it answers for.</param>
public sealed record KeyRequest(string Name, ActorKind Role, MunicipalityId? Municipality, InstitutionId? Institution);

/// <param name="CreatedAt">In UTC.</param>
/// <param name="RevokedAt">In UTC; left out while it is valid.</param>
public sealed record KeyView(
    string Id, string Name, ActorKind Role, MunicipalityId? Municipality, InstitutionId? Institution, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    internal static KeyView Of(ApiKey key) => new(key.Id, key.Name, key.Role, key.Municipality, key.Institution, key.CreatedAt, key.RevokedAt);
}

/// <param name="Secret">Shown this once; only its hash is kept.</param>
public sealed record CreatedKey(KeyView Key, string Secret);
