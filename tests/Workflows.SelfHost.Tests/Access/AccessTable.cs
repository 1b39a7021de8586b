using Workflows.SelfHost.Tests.Api;
using static Workflows.SelfHost.Tests.Access.AccessRule;

namespace Workflows.SelfHost.Tests.Access;

/// <summary>One endpoint and who may ask it.</summary>
/// <param name="Endpoint">Method and route, as the route table writes them.</param>
/// <param name="Path">
/// With a thing of Sevlievo filled in: <c>{workflow}</c>, <c>{task}</c>, <c>{person}</c> and so on stand for what <see cref="AccessTests"/> prepares.
/// </param>
/// <param name="Once">Whether it ends its thing, so that of those who may only the first is asked.</param>
public sealed record AccessRow(string Endpoint, AccessRule Rule, string Path, bool Once = false);

/// <summary>
/// Every page and form, and who may ask it. A page that is not here fails the test: say who may, in one line. What ends or removes its thing
/// stands after what looks at it.
/// </summary>
internal static class AccessTable
{
    public static IReadOnlyList<AccessRow> Pages { get; } =
    [
        new("GET /", Open, "/"),
        new("GET /assets/site.css", Open, "/assets/site.css"),
        new("GET /assets/site.js", Open, "/assets/site.js"),
        new("GET /assets/icon.svg", Open, "/assets/icon.svg"),
        new("GET /home", SignedIn, "/home"),

        new("GET /sign-in", Open, "/sign-in"),
        new("POST /sign-in", Open, "/sign-in"),
        new("GET /sign-in/sent", Open, "/sign-in/sent"),
        new("GET /sign-in/{token}", Open, "/sign-in/{sign-in}"),
        new("POST /sign-in/{token}", Open, "/sign-in/{sign-in}"),
        new("GET /account/sessions", SignedIn, "/account/sessions"),
        new("POST /account/sessions/{id}/revoke", NotTheirs, "/account/sessions/{session}/revoke"),
        new("POST /sign-out", Open, "/sign-out"),

        new("GET /i/{token}", Link, "/i/{all}"),
        new("GET /i/{token}/{workflow}/{task}", Link, "/i/{link}/{workflow}/{task}"),
        new("GET /i/{token}/{workflow}/{task}/answer", Link, "/i/{link}/{workflow}/{task}/answer"),
        new("POST /i/{token}/{workflow}/{task}/answer", Link, "/i/{link}/{workflow}/{task}/answer"),
        new("GET /i/{token}/{workflow}/{task}/receipt", Hidden, "/i/{link}/{workflow}/{task}/receipt"),
        new("POST /i/{token}/renew", Hidden, "/i/{link}/renew"),
        new("POST /i/{token}/all", Link, "/i/{all}/all"),
        new("GET /link-sent", Open, "/link-sent"),
        new("GET /t/{workflow}/{task}", Coordinates, "/t/{workflow}/{task}"),
        new("GET /t/{workflow}/{task}/answer", Coordinates, "/t/{workflow}/{task}/answer"),
        new("POST /t/{workflow}/{task}/answer", Coordinates, "/t/{workflow}/{task}/answer"),
        new("GET /t/{workflow}/{task}/receipt", NotTheirs, "/t/{workflow}/{task}/receipt"),

        new("GET /administration", Administers, "/administration"),
        new("GET /administration/workflows", Administers, "/administration/workflows"),
        new("GET /administration/workflows/{id}", AdministersOwn, "/administration/workflows/{workflow}"),
        new("POST /administration/workflows/{id}/wake", AdministersOwn, "/administration/workflows/{workflow}/wake"),
        new("GET /administration/workflows/{id}/suspend", AdministersOwn, "/administration/workflows/{workflow}/suspend"),
        new("POST /administration/workflows/{id}/suspend", AdministersOwn, "/administration/workflows/{workflow}/suspend"),
        new("POST /administration/workflows/{id}/resume", AdministersOwn, "/administration/workflows/{workflow}/resume"),
        new("GET /administration/workflows/{id}/cancel", AdministersOwn, "/administration/workflows/{workflow}/cancel"),
        new("POST /administration/workflows/{id}/cancel", AdministersOwn, "/administration/workflows/{workflow}/cancel"),
        new("GET /administration/effects", Administers, "/administration/effects"),
        new("GET /administration/effects/one", AdministersOwn, "/administration/effects/one?key={effect}"),
        new("GET /administration/effects/one/mark", AdministersOwn, "/administration/effects/one/mark?key={effect}&as=done"),
        new("POST /administration/effects/one/mark", AdministersOwn, "/administration/effects/one/mark?key={effect}&as=done"),
        new("POST /administration/effects/one/retry", AdministersOwn, "/administration/effects/one/retry?key={effect}"),
        new("POST /administration/effects/retry", Administers, "/administration/effects/retry"),
        new("GET /administration/keys", Administers, "/administration/keys"),
        new("POST /administration/keys", Administers, "/administration/keys"),
        new("GET /administration/keys/{id}/revoke", AdministersOwn, "/administration/keys/{key}/revoke"),
        new("POST /administration/keys/{id}/revoke", AdministersOwn, "/administration/keys/{key}/revoke"),
        new("GET /administration/people", Administers, "/administration/people"),
        new("POST /administration/people", Administers, "/administration/people"),
        new("GET /administration/people/{id}", AdministersOwn, "/administration/people/{person}"),
        new("POST /administration/people/{id}/link", AdministersOwn, "/administration/people/{person}/link"),
        new("POST /administration/people/{id}/links/{link}/revoke", AdministersOwn, "/administration/people/{person}/links/{person-link}/revoke"),
        new("POST /administration/people/{id}/sessions/{session}/revoke", AdministersOwn, "/administration/people/{person}/sessions/{session}/revoke", Once: true),
        new("GET /administration/people/{id}/revoke", AdministersOwn, "/administration/people/{person}/revoke"),
        new("POST /administration/people/{id}/revoke", AdministersOwn, "/administration/people/{person}/revoke", Once: true),
        new("GET /administration/storage", Whole, "/administration/storage"),
        new("POST /administration/storage/inspect", Whole, "/administration/storage/inspect"),
        new("GET /administration/failures", Whole, "/administration/failures"),
        new("GET /administration/versions", Whole, "/administration/versions"),

        new("GET /mail", Whole, "/mail"),
        new("GET /mail/{name}", Whole, "/mail/{mail}"),
        new("GET /mail/{name}/body", Whole, "/mail/{mail}/body"),
        new("GET /mail/{name}/file", Whole, "/mail/{mail}/file"),
        new("GET /mail/{name}/calendar", Whole, "/mail/{mail}/calendar"),

        new("GET /public", Open, "/public"),
        new("GET /public/{strategy}", Open, "/public/{strategy}"),
        new("GET /public/{strategy}/feed", Open, "/public/{strategy}/feed"),
        new("GET /public/{strategy}/documents/{hash}", Hidden, "/public/{strategy}/documents/{document}"),
    ];

    /// <summary>Every operation of the API; <see cref="EveryOperation"/> knows the requests.</summary>
    public static IReadOnlyDictionary<string, AccessRule> Api { get; } = new Dictionary<string, AccessRule>
    {
        ["GET /api"] = AnyKey,
        // Asked for the days of one strategy.
        ["GET /api/calendar/{year}"] = KeyOfMunicipality,
        ["GET /api/templates"] = AnyKey,
        ["GET /api/templates/{id}"] = AnyKey,

        ["POST /api/strategies"] = KeyCoordinatesOwn,
        ["GET /api/strategies"] = KeyCoordinates,
        ["GET /api/strategies/{id}"] = KeyCoordinatesOwn,
        ["PUT /api/strategies/{id}"] = KeyCoordinatesOwn,
        ["POST /api/strategies/{id}/cycles/{year}"] = KeyCoordinatesOwn,
        ["POST /api/strategies/{id}/workflows/{name}/{year}"] = KeyCoordinatesOwn,
        ["POST /api/strategies/{id}/cases"] = KeyCoordinatesOwn,

        ["GET /api/workflows"] = KeyCoordinates,
        ["GET /api/workflows/{id}"] = KeyCoordinatesOwn,
        ["GET /api/workflows/{id}/events"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/suspend"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/resume"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/cancel"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/migrate"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/steps/{step}/waive"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/steps/{step}/tasks"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/recommendations/{recommendation}/settle"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/comments"] = KeyCoordinatesOwn,

        ["GET /api/tasks"] = AnyKey,
        ["GET /api/workflows/{id}/tasks/{task}"] = KeyOfTask,
        ["POST /api/workflows/{id}/tasks/{task}/submit"] = KeyOfTask,
        ["POST /api/workflows/{id}/tasks/{task}/schedule"] = KeyOfTask,
        ["POST /api/workflows/{id}/tasks/{task}/comment"] = KeyOfTask,
        ["POST /api/workflows/{id}/tasks/{task}/return"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/tasks/{task}/accept"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/tasks/{task}/correct"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/tasks/{task}/extend"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/tasks/{task}/reassign"] = KeyCoordinatesOwn,
        ["POST /api/workflows/{id}/tasks/{task}/waive"] = KeyCoordinatesOwn,

        ["POST /api/documents"] = KeyOfMunicipality,
        ["GET /api/documents/{hash}"] = KeyOfMunicipality,
        ["GET /api/mail"] = KeyCoordinates,
        ["POST /api/mail/retry"] = KeyAdministersOwn,
        ["GET /api/keys"] = KeyAdministers,
        ["POST /api/keys"] = KeyAdministersOwn,
        ["DELETE /api/keys/{id}"] = KeyAdministersOwn,
    };
}
