using System.Globalization;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.SelfHost.Storage;
using Workflows.Web.Links;
using Workflows.Web.Mail;

namespace Workflows.Benchmarks;

/// <summary>Somebody who looks at pages.</summary>
/// <param name="SignIn">The address of their sign-in link; null for who needs none.</param>
/// <param name="Email">What they type there.</param>
internal sealed record PageVisitor(string Name, string? SignIn, string Email, IReadOnlyList<string> Pages);

/// <summary>The addresses of the main pages in the data of a simulation, whose first municipality is looked at by everybody.</summary>
internal sealed class MainPages(StrategyRow strategy, TaskRow task, string indicator, string effect)
{
    private readonly string _strategy = $"/strategies/{strategy.Id}", _workflow = $"/workflows/{task.Workflow}", _task = $"/t/{task.Workflow}/{task.Id}";

    private IEnumerable<string> Coordinators =>
    [
        $"{_strategy}/region", $"{_strategy}/region/{indicator}", "/home", "/home/tasks?show=open", "/strategies", _strategy, $"{_strategy}/start", $"{_strategy}/days",
        $"{_strategy}/record", $"{_strategy}/recommendations", $"{_strategy}/progress", $"{_strategy}/indicators", $"{_strategy}/indicators/{indicator}",
        $"{_strategy}/reports", $"{_strategy}/reports/monitoring-report/{strategy.LastYear}", $"{_strategy}/reports/monitoring-report/{strategy.LastYear}/parts/1",
        $"{_strategy}/institutions/{task.Institution}", $"{_strategy}/institutions/{task.Institution}/contacts", $"{_strategy}/institutions/{task.Institution}/links",
        _workflow, $"{_workflow}/trail", $"{_workflow}/mail", $"{_workflow}/steps/{task.Step}",
        $"{_workflow}/tasks/{task.Id}", $"{_workflow}/tasks/{task.Id}/mail", $"{_workflow}/tasks/{task.Id}/links", _task, $"{_task}/receipt",
        "/templates", "/templates/yearly-cycle-sevlievo", "/mail-preview", "/account/sessions",
    ];

    private IEnumerable<string> Administrators =>
    [
        $"{_strategy}/region", $"{_strategy}/region/{indicator}",
        "/administration/effects?state=Owed", "/administration/effects?state=Sent", "/administration/effects", "/administration/effects?state=", "/administration/effects?state=Unknown",
        "/administration/effects?state=Owed&kind=send-mail", "/administration/effects?state=Owed&kind=open-workflow", "/administration/effects?state=Sent&kind=open-workflow",
        "/administration/effects?state=&kind=change-context", $"/administration/effects?state=Owed&stream={task.Workflow}", $"/administration/effects?state=&stream={task.Workflow}",
        $"/administration/effects?state=Owed&after={Uri.EscapeDataString(effect)}", $"/administration/effects/one?key={Uri.EscapeDataString(effect)}",
        "/administration", "/administration/workflows", "/administration/strategies", $"/administration/workflows/{task.Workflow}", "/administration/keys", "/administration/people",
        "/administration/storage", "/administration/failures", "/administration/versions", "/mail",
        "/home", "/home?all=true", $"/home?municipality={strategy.Municipality}", $"/home/tasks?show=late&municipality={strategy.Municipality}", "/strategies", _strategy, _workflow,
    ];

    private static IEnumerable<string> Institutions(string link, TaskRow task) => [link, $"{link}?done=true", $"{link}/{task.Workflow}/{task.Id}", $"{link}/{task.Workflow}/{task.Id}/receipt", $"{link}/calendar.ics"];

    private IEnumerable<string> Public => ["/", "/sign-in", "/public", $"/public/{strategy.Id}", $"/public/{strategy.Id}/feed"];

    /// <summary>Adds the people to the data and gives them their links.</summary>
    /// <param name="indicator">Whose pages are opened.</param>
    public static async Task<IReadOnlyList<PageVisitor>> Prepare(DataDirectory data, Uri site, Strategy simulated, IndicatorId indicator)
    {
        if (!SqliteDatabase.TryOpen(data, out var database, out var refusal))
            throw new InvalidOperationException(refusal.Message);
        using (database)
        {
            var listing = new SqliteListing(database);
            var strategy = (await listing.Strategies(new(null, null, 1)))[0];
            var cycle = new WorkflowId(string.Create(CultureInfo.InvariantCulture, $"{strategy.Id}.cycle.{strategy.LastYear}"));
            var asked = simulated.Indicators.Single(i => i.Id == indicator).Source;
            var task = (await listing.Tasks(new(null, cycle, asked, null, null, null, null, 1)))[0];
            var effect = (await new SqliteEffectLedger(database).List(new(null, StreamId.Of(cycle), null, EffectState.Owed, null, 1)))[0].Key;
            var pages = new MainPages(strategy, task, indicator.Value, effect);
            var links = new LinkIssuer(new SqliteLinks(database), LinkSecretFile.Of(data), new MailSettings(site, site.Host, new("Workflows", "workflows@example.org")));
            var institution = simulated.Find(asked)!;
            var link = (await links.ToAll(simulated with { Municipality = simulated.Municipality with { Id = strategy.Municipality } }, institution, institution.Contacts[0], DateTimeOffset.UtcNow)).AbsolutePath;
            return
            [
                await Person("coordinator", ActorKind.Coordinator, strategy.Municipality, [.. pages.Coordinators]),
                await Person("administrator", ActorKind.Administrator, null, [.. pages.Administrators]),
                new("institution", null, "", [.. Institutions(link, task)]),
                new("anybody", null, "", [.. pages.Public]),
            ];

            async Task<PageVisitor> Person(string id, ActorKind role, MunicipalityId? municipality, IReadOnlyList<string> own)
            {
                var person = new Person(id, id, $"{id}@example.org", Language.Bg, role, municipality, DateTimeOffset.UtcNow, null);
                await new SqlitePeople(database).Add(person);
                return new(id, $"/sign-in/{await links.Token(new(LinkPurpose.SignIn, id, municipality), null, DateTimeOffset.UtcNow)}", person.Email, own);
            }
        }
    }
}
