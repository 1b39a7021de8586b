using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Keys;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Administration;

/// <summary>The keys of machines, as the API has them.</summary>
internal static class KeyPages
{
    private const int MaxName = 200;
    private const int FormIdLength = 32;

    public static void MapApiKeys(this IEndpointRouteBuilder admin)
    {
        var keys = admin.MapGroup("/keys");
        keys.MapMethods("", Looking.Methods, List);
        keys.MapPost("", Create);
        keys.MapMethods("/{id}/revoke", Looking.Methods, AskRevoke);
        keys.MapPost("/{id}/revoke", Revoke);
    }

    private static async Task<IResult> List(IApiKeys keys, PageContext page, HttpContext http) =>
        PageResult.Of<KeysPage>(await Model(keys, page, new(new Dictionary<string, string> { ["id"] = $"{Guid.NewGuid():N}" }), http));

    private static async Task<IResult> Create(PostedForm form, IApiKeys keys, PageContext page, TimeProvider time, HttpContext http)
    {
        var state = form.State;
        var only = page.Caller!.Municipality;
        var role = state["role"] switch
        {
            "administrator" => ActorKind.Administrator,
            "coordinator" => ActorKind.Coordinator,
            "institution" => ActorKind.Institution,
            _ => ActorKind.System,
        };
        var municipality = Id.TryParse<MunicipalityId>(state["municipality"], out var m) ? m : only;
        var institution = Id.TryParse<InstitutionId>(state["institution"], out var i) ? i : (InstitutionId?)null;
        if (state["name"].Length is 0 or > MaxName)
            Wrong("name", "Key_Wrong_Name");
        if (role is ActorKind.System)
            Wrong("role", "Wrong_Role");
        else if (KeyMaker.Check(role, municipality, institution) is not null || (state["municipality"].Length > 0 && municipality?.Value != state["municipality"]))
            Wrong("municipality", "Key_Wrong_Scope");
        else if (only is not null && municipality != only)
            Wrong("municipality", "Wrong_Municipality");
        if (state["id"].Length != FormIdLength || !state["id"].All(char.IsAsciiHexDigitLower))
            state["id"] = $"{Guid.NewGuid():N}";
        if (!state.IsValid)
            return PageResult.Wrong<KeysPage>(await Model(keys, page, state, http));

        // The id follows from the form, so that a form sent twice makes one key.
        var made = KeyMaker.Make(state["name"], role, municipality, institution, time.GetUtcNow(), $"key-{state["id"][..16]}");
        if ((await keys.List(http.RequestAborted)).Any(k => k.Id == made.Key.Id))
            return PageResult.See("/administration/keys");
        await keys.Add(made.Key, http.RequestAborted);
        return PageResult.Of<KeyMadePage>(made, StatusCodes.Status201Created);

        void Wrong(string field, string text) => state.Wrong(field, Texts.In<AdministrationText>(page.Language, text));
    }

    private static async Task<IResult> AskRevoke(string id, IApiKeys keys, PageContext page, HttpContext http) =>
        await Find(id, keys, page, http) is { } key
            ? PageResult.Of<ReasonPage>(new ReasonModel(
                Texts.In<AdministrationText>(page.Language, "Key_Revoke"),
                Texts.In<AdministrationText>(page.Language, "Key_Revoke_Text", key.Name),
                Texts.In<AdministrationText>(page.Language, "Key_Revoke"),
                $"/administration/keys/{id}/revoke",
                "/administration/keys",
                new(),
                AsksWhy: false,
                Danger: true))
            : PageResult.NotFound;

    private static async Task<IResult> Revoke(string id, IApiKeys keys, PageContext page, TimeProvider time, HttpContext http)
    {
        if (await Find(id, keys, page, http) is null)
            return PageResult.NotFound;
        await keys.Revoke(id, time.GetUtcNow(), http.RequestAborted);
        return PageResult.See("/administration/keys");
    }

    private static async ValueTask<ApiKey?> Find(string id, IApiKeys keys, PageContext page, HttpContext http) =>
        (await keys.List(http.RequestAborted)).FirstOrDefault(k => k.Id == id && page.Caller!.Municipality is var only && (only is null || k.Municipality == only));

    private static async ValueTask<KeysModel> Model(IApiKeys keys, PageContext page, FormState form, HttpContext http)
    {
        var only = page.Caller!.Municipality;
        var seen = (await keys.List(http.RequestAborted)).Where(k => only is null || k.Municipality == only);
        return new([.. seen.OrderBy(k => k.RevokedAt is not null).ThenByDescending(k => k.CreatedAt)], form);
    }
}

/// <param name="Keys">Those that are valid first.</param>
public sealed record KeysModel(IReadOnlyList<ApiKey> Keys, FormState Form);
