using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages;
using Workflows.Web.Keys;
using Workflows.Web.Pages;

namespace Workflows.SelfHost.Tests.Access;

/// <summary>DESIGN.md §9: every endpoint × everybody who may ask × own and other municipality, as one table says.</summary>
public sealed partial class AccessTests
{
    private static readonly (Asker Asker, ActorKind Role, string? Municipality)[] People =
    [
        (Asker.Administrator, ActorKind.Administrator, null),
        (Asker.OwnAdministrator, ActorKind.Administrator, "sevlievo"),
        (Asker.OtherAdministrator, ActorKind.Administrator, "balchik"),
        (Asker.OwnCoordinator, ActorKind.Coordinator, "sevlievo"),
        (Asker.OtherCoordinator, ActorKind.Coordinator, "balchik"),
    ];

    [Fact]
    public async Task Every_page_and_form_is_in_the_table()
    {
        await using var site = await Site.Started();
        var mapped = site.Host.AllRoutes
            .Where(r => !IsApi(r.RoutePattern))
            .SelectMany(r => r.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Where(m => m != "HEAD").Select(m => $"{m} {Plain(r.RoutePattern)}"))
            .ToList();
        Assert.Equal(mapped.Order(StringComparer.Ordinal), AccessTable.Pages.Select(r => r.Endpoint).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_tell_everybody_what_the_table_says()
    {
        await using var site = await Site.Started(services => StandInEngine.Register(services.AddSingleton(new PageLimits(100_000, 100_000))));
        var things = await Things.In(site);
        await AddPeople(site);
        var wrong = new List<string>();
        foreach (var row in AccessTable.Pages)
        {
            var done = false;
            // Who is refused asks first, so that nobody has ended the thing yet.
            foreach (var (asker, told) in row.Rule.Table.OrderBy(t => t.Value is Told.Allowed).ThenByDescending(t => t.Key))
            {
                if (told is Told.Allowed && row.Once && done)
                    continue;
                done |= told is Told.Allowed;
                var mine = asker is Asker.OwnInstitution ? things.Real : row.Rule == AccessRule.Link || row.Rule == AccessRule.Hidden ? Held(things, asker) : things.Real;
                var answer = await Ask(site, asker, row, mine);
                if (TellOf(answer) != told)
                    wrong.Add($"{row.Endpoint} × {asker}: {told} expected, {(int)answer.Status} {answer.Location}");
                if (told is Told.Allowed)
                    continue;
                var none = await Ask(site, asker, row, asker is Asker.OtherInstitution ? new Dictionary<string, string>(things.MadeUp) { ["link"] = mine["link"] } : things.MadeUp);
                if ((answer.Status, answer.Location, things.Plain(answer.Body)) != (none.Status, none.Location, things.Plain(none.Body)))
                    wrong.Add($"{row.Endpoint} × {asker}: what exists is answered differently: {(int)answer.Status} and {(int)none.Status}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [Fact]
    public async Task The_API_tells_everybody_what_the_table_says()
    {
        await using var host = await ApiHost.Started();
        var keys = new Dictionary<Asker, HttpClient> { [Asker.Nobody] = host.Nobody };
        foreach (var (asker, role, municipality) in People)
            keys[asker] = await host.Client(role, municipality, null);
        // Provides another kind of service than any task here asks for.
        keys[Asker.OtherInstitution] = await host.Client(ActorKind.Institution, "sevlievo", "home-care");
        var (wrong, tried) = (new List<string>(), new HashSet<string>());
        await foreach (var operation in EveryOperation.On(host))
        {
            var rule = AccessTable.Api[operation.ToString()];
            tried.Add(operation.ToString());
            keys[Asker.OwnInstitution] = await host.Client(ActorKind.Institution, "sevlievo", OwnerOf(operation));
            var done = false;
            foreach (var (asker, told) in rule.Table.OrderBy(t => t.Value is Told.Allowed).ThenByDescending(t => t.Key))
            {
                if (told is Told.Allowed && operation.Method == "DELETE" && done)
                    continue;
                done |= told is Told.Allowed;
                // Whatever is a command is carried out once, by whoever may; the others who may are let through to hear that it was done.
                var answer = await keys[asker].Send(operation.Method, operation.Path, operation.Body, operation.ContentType);
                if (TellOf(answer) != told)
                    wrong.Add($"{operation} × {asker}: {told} expected, {(int)answer.Status} {answer.Body}");
                if (told is Told.Allowed || MadeUp(operation, asker) is not { } none)
                    continue;
                var missing = await keys[asker].Send(none.Method, none.Path, none.Body, none.ContentType);
                if ((answer.Status, PlainApi(answer.Body)) != (missing.Status, PlainApi(missing.Body)))
                    wrong.Add($"{operation} × {asker}: what exists is answered differently: {answer.Body} and {missing.Body}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equal(AccessTable.Api.Keys.Order(StringComparer.Ordinal), tried.Order(StringComparer.Ordinal));
    }

    private static string OwnerOf(Operation operation) =>
        operation.Route.Contains("{task}", StringComparison.Ordinal) && operation.Path.Split('/') is [_, _, _, _, _, var task, ..] ? task.Split('.')[^1] switch
        {
            "1" => "administration",
            var owner => owner,
        } : "mayor";

    /// <summary>The same asked of something that does not exist; null where a thing is made.</summary>
    private static Operation? MadeUp(Operation operation, Asker asker)
    {
        if (operation.ContentType == "application/yaml" || operation.Method == "POST" && operation.Route is "/api/keys" or "/api/documents")
            return null;
        if (asker is Asker.OtherInstitution && operation.Route.Contains("{task}", StringComparison.Ordinal))
            return operation with { Path = operation.Path.Replace(operation.Path.Split('/')[5], "none.none", StringComparison.Ordinal) };
        var path = operation.Path.Replace("sevlievo", "nowhere", StringComparison.Ordinal);
        return operation with { Path = path == operation.Path && operation.Route.EndsWith('}') ? $"{path}none" : path };
    }

    /// <summary>Without what the asker said itself.</summary>
    private static string PlainApi(string body) => Said().Replace(body, "");

    private static Told TellOf(Answered answer) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => Told.NoKey,
        HttpStatusCode.Forbidden => Told.Forbidden,
        HttpStatusCode.NotFound => Told.NotThere,
        _ => Told.Allowed,
    };

    private static Told? TellOf(PageAnswer answer) => answer.Status switch
    {
        HttpStatusCode.NotFound => Told.NotThere,
        HttpStatusCode.SeeOther when answer.Location == "/sign-in" => Told.SignIn,
        HttpStatusCode.OK or HttpStatusCode.SeeOther or HttpStatusCode.Created or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity => Told.Allowed,
        _ => null,
    };

    /// <summary>The links that somebody holds: an institution its own, others none.</summary>
    private static IReadOnlyDictionary<string, string> Held(Things things, Asker asker) => asker is Asker.OtherInstitution
        ? things.OfOthers
        : new Dictionary<string, string>(things.Real) { ["link"] = things.MadeUp["link"], ["all"] = things.MadeUp["all"] };

    private static async Task AddPeople(Site site)
    {
        foreach (var (asker, role, municipality) in People)
        {
            var only = municipality is null ? (MunicipalityId?)null : new MunicipalityId(municipality);
            await site.Get<IPeople>().Add(new($"person-{asker}", "Име", $"{asker}@example.org".ToLowerInvariant(), Language.Bg, role, only, site.Clock.Now, null));
        }
    }

    /// <summary>Asks with a session of its own, and, for a form, with the token that a page showed.</summary>
    private static async Task<PageAnswer> Ask(Site site, Asker asker, AccessRow row, IReadOnlyDictionary<string, string> things)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = site.Host.Url };
        if (People.Any(p => p.Asker == asker))
        {
            var token = $"{Guid.NewGuid():N}{Guid.NewGuid():N}"[..43];
            await site.Get<ISessions>().Save(new($"session-{token[..16]}", KeyMaker.HashOf(token), $"person-{asker}", "Browser", site.Clock.Now, site.Clock.Now, null));
            cookies.Add(site.Host.Url, new Cookie("workflows-session", token));
        }

        var path = Things.Filled(row.Path.StartsWith("/assets/", StringComparison.Ordinal) ? AssetOf(row.Path) : row.Path, things);
        using var request = new HttpRequestMessage(new(row.Endpoint.Split(' ')[0]), path);
        if (request.Method == HttpMethod.Post)
        {
            var shown = new HtmlParser().ParseDocument(await client.GetStringAsync("/sign-in"));
            var fields = path.Contains('?', StringComparison.Ordinal)
                ? path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(p => p.Split('=')).Select(p => KeyValuePair.Create(p[0], Uri.UnescapeDataString(p[1])))
                : [];
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", shown.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), .. fields]);
        }

        using var answer = await client.SendAsync(request);
        return new(answer.StatusCode, $"{answer.Headers.Location}", Secret().Replace(await answer.Content.ReadAsStringAsync(), "value=\"\""));
    }

    private static string AssetOf(string path) => path.EndsWith(".css", StringComparison.Ordinal) ? Asset.Styles.Path : path.EndsWith(".js", StringComparison.Ordinal) ? Asset.Script.Path : Asset.Icon.Path;

    private static bool IsApi(RoutePattern pattern) =>
        pattern.RawText!.TrimStart('/').Split('/')[0] is "api" or "openapi" or "health";

    private static string Plain(RoutePattern pattern) => Hash().Replace($"/{pattern.RawText!.Trim('/')}", ".");

    [GeneratedRegex(@"(?<=^/assets/\w+)\.[0-9a-f]{12}\.")]
    private static partial Regex Hash();

    /// <summary>Antiforgery tokens, each another.</summary>
    [GeneratedRegex("value=\"CfDJ[^\"]*\"")]
    private static partial Regex Secret();

    [GeneratedRegex("sevlievo|nowhere|'[a-z0-9.-]+'|\"(instance|traceId|task)\":\"[^\"]*\",?")]
    private static partial Regex Said();

    private sealed record PageAnswer(HttpStatusCode Status, string Location, string Body);
}
