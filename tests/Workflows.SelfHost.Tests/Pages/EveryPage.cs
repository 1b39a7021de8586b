using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Pages.Administration;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>The addresses of every page, as an administrator of the whole installation opens them in a site with the first cycle open.</summary>
internal static class EveryPage
{
    /// <summary>What answers GET with something else than a page.</summary>
    public static IReadOnlyList<string> NoPages { get; } = [];

    public static async Task<IReadOnlyList<string>> Of(Site site)
    {
        var (task, path, all) = await site.Activity();
        var effect = EffectPages.AddressOf((await site.Host.Ledger.List(new(null, null, null, null, null, 1)))[0].Key);
        var mail = $"/mail/{(await site.Get<ISentMails>().List(null, 1))[0].Name}";
        return
        [
            "/", "/home", "/sign-in", "/sign-in/sent", "/sign-in/none", "/account/sessions", "/link-sent", "/none",
            "/mail", mail, "/public", $"/public/{ApiHost.Strategy}",
            path, all, $"{all}?done=true", $"{path}/answer", $"/t/{task.Workflow}/{task.Id}",
            .. await ClerkPages(site), .. Coordinators(task), .. Administrators(effect),
        ];
    }

    private static IEnumerable<string> Administrators(string effect) =>
    [
        "/administration", "/administration/workflows", "/administration/strategies", $"/administration/workflows/{ApiHost.Cycle}", $"/administration/workflows/{ApiHost.Cycle}/suspend", $"/administration/workflows/{ApiHost.Cycle}/cancel",
        "/administration/effects?state=", effect, "/administration/keys", "/administration/people", "/administration/people/person-1", "/administration/people/person-1/revoke",
        "/administration/storage", "/administration/failures", "/administration/versions",
        "/administration/orchestrations", $"/administration/orchestrations/{ApiHost.Cycle}", $"/administration/orchestrations/{ApiHost.Strategy}.evaluation.2016", $"/administration/orchestrations/{ApiHost.Cycle}/terminate",
    ];

    /// <summary>The forms of the kinds that are open now, a draft's review, a receipt, a meeting to schedule, and the preview of mails.</summary>
    private static async Task<IReadOnlyList<string>> ClerkPages(Site site)
    {
        var pages = new List<string> { "/mail-preview", "/mail-preview/Digest" };
        var w = await site.Workflow();
        foreach (var task in w.Unfinished.Values.Where(t => t.IsOwed).DistinctBy(t => w.StepOf(t)!.Kind.GetType()))
        {
            var path = $"{await site.AllTasks(task.Owner.Value)}/{w.Id}/{task.Id}";
            pages.Add($"{path}/answer");
            if (w.StepOf(task)!.Kind is Core.Templates.StepKind.Meeting)
                pages.Add($"{path}/schedule");
            if (w.StepOf(task)!.Kind is Core.Templates.StepKind.CollectIndicators kind)
                pages.Add($"{path}/answer/values/{Core.Indicators.ValueSheet.Owed(w.Context.Indicators, kind.Kinds, task.Owner).First().Id}");
        }

        var (_, activity, _) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{activity}/answer");
        await clerk.Submit("review", InstitutionTests.Filled(clerk, "Готово."));
        await clerk.Submit("send");
        await clerk.Open($"{activity}/answer");
        await clerk.Submit("save", ("note", "Готово изцяло."));
        return [.. pages, $"{activity}/receipt", $"{activity}/answer/review", activity];
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
