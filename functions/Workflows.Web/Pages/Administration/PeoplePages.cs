using System.Net.Mail;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Links;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.SignIn;

namespace Workflows.Web.Pages.Administration;

/// <summary>Who signs in and as what; the sessions and sign-in links of each.</summary>
internal static class PeoplePages
{
    private const int MaxName = 200;

    /// <summary>Two administrators of one program cannot take each other's access away at once.</summary>
    private static readonly SemaphoreSlim Turn = new(1, 1);

    public static void MapPeople(this IEndpointRouteBuilder admin)
    {
        var people = admin.MapGroup("/people");
        people.MapMethods("", Looking.Methods, List);
        people.MapPost("", Add);
        people.MapMethods("/{id}", Looking.Methods, Show);
        people.MapPost("/{id}/link", SendLink);
        people.MapPost("/{id}/links/{link}/revoke", RevokeLink);
        people.MapPost("/{id}/sessions/{session}/revoke", RevokeSession);
        people.MapMethods("/{id}/revoke", Looking.Methods, AskRevoke);
        people.MapPost("/{id}/revoke", Revoke);
    }

    private static async Task<IResult> List(IPeople people, PageContext page, HttpContext http) =>
        PageResult.Of<PeoplePage>(await Model(people, page, new(), http));

    private static async Task<IResult> Add(PostedForm form, IPeople people, PageContext page, TimeProvider time, HttpContext http)
    {
        var (state, only) = (form.State, page.Caller!.Municipality);
        var role = state["role"] == "administrator" ? ActorKind.Administrator : ActorKind.Coordinator;
        MunicipalityId? municipality = Id.TryParse<MunicipalityId>(state["municipality"], out var named) ? named : state["municipality"].Length == 0 ? only : null;
        if (state["name"].Length is 0 or > MaxName)
            Wrong("name", "Person_Wrong_Name");
        if (!MailAddress.TryCreate(state["email"], out var address) || address.Address != state["email"])
            Wrong("email", "Person_Wrong_Email");
        if (state["role"] is not ("administrator" or "coordinator"))
            Wrong("role", "Wrong_Role");
        if (state["municipality"].Length > 0 && municipality is null)
            Wrong("municipality", "Wrong_Municipality");
        else if (role is ActorKind.Coordinator && municipality is null)
            Wrong("municipality", "Person_Wrong_Municipality");
        else if (only is not null && municipality != only)
            Wrong("municipality", "Wrong_Municipality");
        if (state.IsValid)
        {
            var person = new Person(
                $"person-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}",
                state["name"],
                LinkRequests.Normal(state["email"]),
                PageContext.Named(state["language"]) ?? Language.Bg,
                role,
                municipality,
                time.GetUtcNow(),
                null);
            if (await people.Add(person, http.RequestAborted))
                return PageResult.See($"/administration/people/{person.Id}");
            Wrong("email", "Person_Known");
        }

        return PageResult.Wrong<PeoplePage>(await Model(people, page, state, http));

        void Wrong(string field, string text) => state.Wrong(field, Texts.In<AdministrationText>(page.Language, text));
    }

    private static async Task<IResult> Show(string id, bool? sent, IPeople people, ISessions sessions, ILinks links, PageContext page, TimeProvider time, HttpContext http)
    {
        if (await Find(id, people, page, http) is not { } person)
            return PageResult.NotFound;
        var now = time.GetUtcNow();
        var running = (await sessions.Of(person.Id, http.RequestAborted)).Where(s => s.RevokedAt is null && now < s.SeenAt + Sessions.Idle);
        var mailed = await LinksOf(person, links, http);
        return PageResult.Of<PersonPage>(new PersonModel(
            person,
            [.. running.OrderByDescending(s => s.SeenAt)],
            [.. mailed.OrderByDescending(l => l.IssuedAt).Take(20)],
            now,
            await IsLast(person, people, http),
            sent is true));
    }

    private static async Task<IResult> SendLink(string id, IPeople people, LinkRequests requests, PageContext page, HttpContext http)
    {
        if (await Find(id, people, page, http) is not { RevokedAt: null } person)
            return PageResult.NotFound;
        await requests.SignIn(person.Email, http.RequestAborted);
        return PageResult.See($"/administration/people/{id}?sent=true");
    }

    private static async Task<IResult> RevokeLink(string id, string link, IPeople people, ILinks links, PageContext page, TimeProvider time, HttpContext http)
    {
        if (await Find(id, people, page, http) is not { } person || (await LinksOf(person, links, http)).All(l => l.Id != link))
            return PageResult.NotFound;
        await links.Revoke(link, time.GetUtcNow(), http.RequestAborted);
        return PageResult.See($"/administration/people/{id}");
    }

    private static async Task<IResult> RevokeSession(string id, string session, IPeople people, Sessions sessions, PageContext page, HttpContext http) =>
        await Find(id, people, page, http) is { } person && await sessions.Revoke(person, session, http.RequestAborted)
            ? PageResult.See($"/administration/people/{id}")
            : PageResult.NotFound;

    private static async Task<IResult> AskRevoke(string id, IPeople people, PageContext page, HttpContext http) =>
        await Find(id, people, page, http) is { RevokedAt: null } person ? PageResult.Of<ReasonPage>(Question(person, page, new())) : PageResult.NotFound;

    private static async Task<IResult> Revoke(string id, PostedForm form, IPeople people, PageContext page, TimeProvider time, HttpContext http)
    {
        await Turn.WaitAsync(http.RequestAborted);
        try
        {
            if (await Find(id, people, page, http) is not { RevokedAt: null } person)
                return PageResult.NotFound;
            if (await IsLast(person, people, http))
            {
                form.State.Wrong("", Texts.In<AdministrationText>(page.Language, "Person_Last"));
                return PageResult.Wrong<ReasonPage>(Question(person, page, form.State));
            }

            await people.Revoke(id, time.GetUtcNow(), http.RequestAborted);
        }
        finally
        {
            Turn.Release();
        }

        return PageResult.See("/administration/people");
    }

    /// <summary>Without an administrator of everything nobody could let anybody in again.</summary>
    private static async ValueTask<bool> IsLast(Person person, IPeople people, HttpContext http) =>
        IsChief(person) && (await people.List(new(), http.RequestAborted)).Count(IsChief) == 1;

    private static bool IsChief(Person person) => person is { Role: ActorKind.Administrator, Municipality: null, RevokedAt: null };

    private static ReasonModel Question(Person person, PageContext page, FormState form) => new(
        Texts.In<AdministrationText>(page.Language, "Person_Revoke"),
        Texts.In<AdministrationText>(page.Language, "Person_Revoke_Text"),
        Texts.In<AdministrationText>(page.Language, "Person_Revoke"),
        $"/administration/people/{person.Id}/revoke",
        $"/administration/people/{person.Id}",
        form,
        AsksWhy: false,
        Danger: true);

    private static async ValueTask<Person?> Find(string id, IPeople people, PageContext page, HttpContext http) =>
        await people.List(new(Id: id, Municipality: page.Caller!.Municipality), http.RequestAborted) is [var person] ? person : null;

    private static ValueTask<IReadOnlyList<Link>> LinksOf(Person person, ILinks links, HttpContext http) =>
        links.List(new(new LinkBearer(LinkPurpose.SignIn, person.Id).Key, Limit: 1_000), http.RequestAborted);

    private static async ValueTask<PeopleModel> Model(IPeople people, PageContext page, FormState form, HttpContext http) => new(
        [.. (await people.List(new(Municipality: page.Caller!.Municipality), http.RequestAborted)).OrderBy(p => p.RevokedAt is not null).ThenBy(p => p.Name, StringComparer.Ordinal)],
        form);
}

/// <param name="People">Those who have access first.</param>
public sealed record PeopleModel(IReadOnlyList<Person> People, FormState Form);

/// <param name="Links">The newest sign-in links.</param>
/// <param name="Last">Whether nobody could administer the installation without them.</param>
/// <param name="Sent">Whether a sign-in link has just been owed.</param>
public sealed record PersonModel(
    Person Person, IReadOnlyList<BrowserSession> Sessions, IReadOnlyList<Link> Links, DateTimeOffset Now, bool Last, bool Sent);
