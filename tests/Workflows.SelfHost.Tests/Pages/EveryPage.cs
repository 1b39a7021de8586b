using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages.Indicators;
using Workflows.Web.Links;
using Workflows.Web.Pages.Administration;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>The addresses of every page, as an administrator of the whole installation opens them in a site with the first cycle open.</summary>
internal static class EveryPage
{
    /// <summary>What answers GET with something else than a page.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        "health/live", "health/ready", "openapi/{documentName}.json",
        "i/{token}/calendar.ics", "i/{token}/{workflow}/{task}/documents/{hash}", "i/{token}/{workflow}/{task}/draft",
        "t/{workflow}/{task}/documents/{hash}", "t/{workflow}/{task}/draft",
        "i/{token}/{workflow}/{task}/answer/sheet/{format}", "t/{workflow}/{task}/answer/sheet/{format}",
        "strategies/{id}/export/{format}", "strategies/{id}/csv/data-dictionary",
        "strategies/{id}/csv/recommendations", "strategies/{id}/csv/progress", "strategies/{id}/csv/indicators/{indicator}", "strategies/{id}/csv/region", "strategies/{id}/csv/region/{indicator}",
        "strategies/{id}/reports/{kind}/{year}/{format}", "workflows/{id}/export", "workflows/{id}/documents/{hash}",
        "mail-preview/{kind}/{language}", "mail/{name}/body", "mail/{name}/file", "mail/{name}/calendar", "public/{strategy}/feed", "public/{strategy}/documents/{hash}",
    ];

    /// <summary>Pages of what the first cycle does not have; the tests that make such a thing open them.</summary>
    public static IReadOnlyList<string> Elsewhere { get; } =
    [
        "i/{token}/{workflow}/{task}/answer/values/{indicator}", "i/{token}/{workflow}/{task}/answer/sheet", "i/{token}/{workflow}/{task}/schedule", "t/{workflow}/{task}/schedule",
        "workflows/{id}/recommendations/{recommendation}/do/{act}", "workflows/{id}/mail/again",
    ];

    public static async Task<IReadOnlyList<string>> Of(Site site)
    {
        var (task, path, all) = await site.Activity();
        var towns = await new Towns(site).Add("alfa", (100, 75));
        await towns.Open(Towns.StrategyOf("alfa"), 2017);
        var key = (await site.Host.Keys.List())[0].Id;
        var (one, many) = (await LinkOf(site, path), await LinkOf(site, all));
        var effect = EffectPages.AddressOf((await site.Host.Ledger.List(new(null, null, null, null, null, 1)))[0].Key);
        var mail = $"/mail/{(await site.Get<ISentMails>().List(null, 1))[0].Name}";
        return
        [
            "/", "/home", "/sign-in", "/sign-in/sent", "/sign-in/none", "/account/sessions", "/link-sent", "/none",
            $"/t/{Towns.IdOf("alfa")}.cycle.2017/values.dsp/answer", $"/t/{Towns.IdOf("alfa")}.cycle.2017/values.dsp/answer/values/{Towns.Attending}",
            $"/t/{Towns.IdOf("alfa")}.cycle.2017/values.dsp/answer/sheet",
            "/mail", mail, "/public", $"/public/{ApiHost.Strategy}",
            path, all, $"{all}?done=true", $"{path}/answer", $"/t/{task.Workflow}/{task.Id}",
            .. await ClerkPages(site), .. Coordinators(task), .. Administrators(effect, key),
            $"/workflows/{task.Workflow}/tasks/{task.Id}/links/{one}/renew", $"/strategies/{ApiHost.Strategy}/institutions/{task.Institution}/links/{many}/revoke",
        ];
    }

    private static async Task<string> LinkOf(Site site, string path) => (await site.Get<LinkDoor>().Find(path.Split('/')[2]))!.Id;

    private static IEnumerable<string> Administrators(string effect, string key) =>
    [
        "/administration", "/administration/workflows", "/administration/strategies", $"/administration/workflows/{ApiHost.Cycle}", $"/administration/workflows/{ApiHost.Cycle}/suspend", $"/administration/workflows/{ApiHost.Cycle}/cancel",
        "/administration/effects?state=", effect, effect.Replace("/one?", "/one/mark?as=done&", StringComparison.Ordinal), "/administration/keys", $"/administration/keys/{key}/revoke", "/administration/people", "/administration/people/person-1", "/administration/people/person-1/revoke",
        "/administration/storage", "/administration/failures", "/administration/versions",
        "/administration/orchestrations", $"/administration/orchestrations/{ApiHost.Cycle}", $"/administration/orchestrations/{ApiHost.Strategy}.evaluation.2016", $"/administration/orchestrations/{ApiHost.Cycle}/terminate",
    ];

    /// <summary>The forms of the kinds that are open now, a draft's review, a receipt, and the preview of mails.</summary>
    private static async Task<IReadOnlyList<string>> ClerkPages(Site site)
    {
        var pages = new List<string> { "/mail-preview", "/mail-preview/Digest" };
        var w = await site.Workflow();
        foreach (var task in w.Unfinished.Values.Where(t => t.IsOwed).DistinctBy(t => w.StepOf(t)!.Kind.GetType()))
            pages.AddRange([$"{await site.AllTasks(task.Owner.Value)}/{w.Id}/{task.Id}/answer", $"/t/{w.Id}/{task.Id}/answer"]);

        var (row, activity, _) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{activity}/answer");
        await clerk.Submit("review", InstitutionTests.Filled(clerk, "Готово."));
        await clerk.Submit("send");
        await clerk.Open($"{activity}/answer");
        await clerk.Submit("save", ("note", "Готово изцяло."));
        return [.. pages, $"{activity}/receipt", $"{activity}/answer/review", activity, $"/t/{row.Workflow}/{row.Id}/receipt", $"/t/{row.Workflow}/{row.Id}/answer/review"];
    }

    /// <summary>Of the first cycle, which has everything that a coordinator's pages show.</summary>
    private static IEnumerable<string> Coordinators(Core.Ports.TaskRow task)
    {
        var (workflow, strategy) = ($"/workflows/{task.Workflow}", $"/strategies/{task.Workflow.Value.Split('.')[0]}");
        return
        [
            "/home?all=true", "/home?municipality=sevlievo", "/home/tasks?show=open&municipality=sevlievo",
            "/strategies", "/strategies/new", strategy, $"{strategy}/start", $"{strategy}/days", $"{strategy}/amend", $"{strategy}/record", $"{strategy}/recommendations",
            $"{strategy}/progress", $"{strategy}/indicators", $"{strategy}/indicators/pupils-returned", $"{strategy}/region", $"{strategy}/region/pupils-returned", $"{strategy}/reports", $"{strategy}/reports/monitoring-report/2016", $"{strategy}/reports/monitoring-report/2016/parts/1", $"{strategy}/reports/monitoring-report/2016/parts/5",
            $"{strategy}/institutions/administration", $"{strategy}/institutions/administration/contacts", $"{strategy}/institutions/administration/links",
            workflow, $"{workflow}/trail", $"{workflow}/mail", $"{workflow}/do/cancel", $"{workflow}/steps/{task.Step}", $"{workflow}/steps/{task.Step}/do/waive",
            $"{workflow}/tasks/{task.Id}", $"{workflow}/tasks/{task.Id}/mail", $"{workflow}/tasks/{task.Id}/links", $"{workflow}/tasks/{task.Id}/do/reassign",
            "/templates", "/templates/yearly-cycle-sevlievo", $"/templates/yearly-cycle-sevlievo/of/{task.Workflow}",
        ];
    }
}
