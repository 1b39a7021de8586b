using System.Globalization;
using System.Text;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages;
using Workflows.Web.Keys;
using Workflows.Web.Links;

namespace Workflows.SelfHost.Tests.Access;

/// <summary>Things of Sevlievo by the names that the table calls them, and for each one of the same shape that does not exist.</summary>
internal sealed record Things(IReadOnlyDictionary<string, string> Real, IReadOnlyDictionary<string, string> MadeUp, IReadOnlyDictionary<string, string> OfOthers)
{
    private const string Victim = "person-victim";
    private static readonly string NoToken = new('A', 43);

    public static string Filled(string path, IReadOnlyDictionary<string, string> things)
    {
        foreach (var (name, value) in things)
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        return path;
    }

    /// <summary>What is left of an answer when neither tells real things from made-up ones.</summary>
    public string Plain(string answer)
    {
        foreach (var (name, value) in Real.Concat(MadeUp).OrderByDescending(t => t.Value.Length))
            answer = answer.Replace(value, name, StringComparison.Ordinal).Replace(Uri.EscapeDataString(value), name, StringComparison.Ordinal);
        return answer;
    }

    public static async Task<Things> In(Site site)
    {
        var now = site.Clock.Now;
        var (task, path, all) = await site.Activity();
        await site.Get<IPeople>().Add(new(Victim, "Жертва", "victim@sevlievo.example.org", Language.Bg, ActorKind.Coordinator, new("sevlievo"), now, null));
        await site.Get<ISessions>().Save(new("session-victim", new string('0', 64), Victim, "Browser", now, now, null));
        var bearer = new LinkBearer(LinkPurpose.SignIn, Victim, new("sevlievo"));
        const string SignIn = "sign-in-token-of-the-victim";
        await site.Get<ILinks>().Add(new("link-victim", LinkToken.HashOf(SignIn), bearer, 1, now, now.AddHours(1), null));
        var key = KeyMaker.Make("Machine", ActorKind.Coordinator, new("sevlievo"), null, now);
        await site.Host.Keys.Add(key.Key);
        var document = await site.Get<IDocumentStore>().Put(new("sevlievo"), "secret.txt", "text/plain", new MemoryStream(Encoding.UTF8.GetBytes("Непубликувано")), 1_000);
        var real = new Dictionary<string, string>
        {
            ["strategy"] = ApiHost.Strategy,
            ["workflow"] = ApiHost.Cycle,
            ["task"] = task.Id.Value,
            ["step"] = task.Step.Value,
            ["institution"] = task.Institution.Value,
            ["task-link"] = await LinkOf(site, path),
            ["all-link"] = await LinkOf(site, all),
            ["link"] = path.Split('/')[2],
            ["all"] = all.Split('/')[2],
            ["person"] = Victim,
            ["session"] = "session-victim",
            ["person-link"] = "link-victim",
            ["sign-in"] = SignIn,
            ["key"] = key.Key.Id,
            ["effect"] = await FailedMail(site),
            ["mail"] = await MailWithCalendar(site),
            ["document"] = document!.Hash.Value,
        };
        var madeUp = new Dictionary<string, string>
        {
            ["strategy"] = "sevlievo-2016-2029",
            ["workflow"] = $"{ApiHost.Strategy}.cycle.2029",
            ["task"] = "none.none",
            ["step"] = "no-step",
            ["institution"] = "no-institution",
            ["task-link"] = "link-none",
            ["all-link"] = "link-none",
            ["link"] = NoToken,
            ["all"] = NoToken,
            ["person"] = "person-nobody",
            ["session"] = "session-none",
            ["person-link"] = "link-none",
            ["sign-in"] = "no-such-token",
            ["key"] = "key-none",
            ["effect"] = $"{ApiHost.Cycle}/9999/0",
            ["mail"] = "20160101-000000-none.eml",
            ["document"] = new string('0', 64),
        };
        return new(real, madeUp, new Dictionary<string, string>(real) { ["link"] = OtherLink(site, task.Institution), ["all"] = NoToken });
    }

    private static async Task<string> LinkOf(Site site, string path) => (await site.Get<LinkDoor>().Find(path.Split('/')[2]))!.Id;

    /// <summary>A mail that was given up, with a link to sign in by.</summary>
    private static async Task<string> FailedMail(Site site)
    {
        await site.Host.Coordinator.Send("POST", $"/api/workflows/{ApiHost.Cycle}/comments", """{"text": "За проверка"}""", "application/json");
        await site.Host.Coordinator.Send("POST", $"/api/workflows/{ApiHost.Cycle}/suspend", """{"reason": "Избори"}""", "application/json");
        var claimed = await site.Host.Ledger.Claim(["send-mail"], site.Clock.Now, 1);
        await site.Host.Ledger.Settle([.. claimed.Select(e => e.Key)], new Delivery.Failed("550"));
        await site.Host.Coordinator.Send("POST", $"/api/workflows/{ApiHost.Cycle}/resume");
        await site.Deliver();
        return claimed[0].Key;
    }

    private static async Task<string> MailWithCalendar(Site site)
    {
        foreach (var mail in await site.Get<ISentMails>().List(null, 1_000))
        {
            if ((await site.Get<ISentMails>().Open(mail.Name))!.Calendar is not null)
                return mail.Name;
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No mail of {site.Mails().Count()} has a calendar part."));
    }

    /// <summary>The link to one task of another institution.</summary>
    private static string OtherLink(Site site, InstitutionId owner) => site.Mails()
        .SelectMany(m => m.Parts[0].Content.Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries))
        .Where(w => w.Contains("/i/", StringComparison.Ordinal) && w.Split('/').Length == 7)
        .Select(w => w.Split('/')[4])
        .First(token => site.Get<LinkDoor>().Find(token).AsTask().GetAwaiter().GetResult() is { Bearer.Institution: { } institution } && institution != owner);
}
