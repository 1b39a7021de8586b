using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Ports;
using Workflows.Web.Operations;

namespace Workflows.Web.Pages.Administration;

/// <summary>Everything under <c>/administration</c>: what is stuck is seen and mended here. An administrator of one municipality sees that one alone.</summary>
internal static class AdministrationPages
{
    /// <summary>Enough to see whether it is a few or many; nothing is counted to its end.</summary>
    private const int Counted = 100;

    public static void MapAdministration(this IEndpointRouteBuilder pages)
    {
        var admin = pages.MapGroup("/administration").RequireAuthorization(PagePolicies.Administers);
        admin.MapMethods("", Looking.Methods, Overview);
        admin.MapOrchestrations();
        admin.MapStrategyRuns();
        admin.MapEffects();
        admin.MapApiKeys();
        admin.MapPeople();
        var whole = admin.MapGroup("").AddEndpointFilter(new WholeInstallation());
        whole.MapStorage();
        whole.MapInstances();
    }

    private static async Task<IResult> Overview(
        IEffectLedger ledger, IWakeUps wakeUps, Inspection inspection, FailedWork failed, PageContext page, TimeProvider time, HttpContext http)
    {
        var only = page.Caller!.Municipality;
        var now = time.GetUtcNow();
        return PageResult.Of<OverviewPage>(new OverviewModel(
            await Count(EffectState.Failed),
            await Count(EffectState.Unknown),
            only is null && await wakeUps.Next(http.RequestAborted) is { } next && next < now ? now - next : null,
            only is null ? failed.Latest().Count : 0,
            only is null ? inspection.Last : null,
            only is null,
            only is null && http.RequestServices.GetService<ISentMails>() is not null,
            only is null && http.RequestServices.GetService<IDurableInstances>() is not null));

        async ValueTask<int> Count(EffectState state) =>
            (await ledger.List(new(only, null, null, state, null, Counted), http.RequestAborted)).Count;
    }

    /// <summary>What a list of these pages shows at once.</summary>
    internal const int PageSize = 25;
}

/// <param name="Failed">Effects that were given up; counted up to a hundred, as <paramref name="Unknown"/> is.</param>
/// <param name="Lag">How long something has been due and not been done; null when nothing is.</param>
/// <param name="Whole">Whether the reader administers the whole installation.</param>
/// <param name="HasFolder">Whether mails are written into a folder, which the reader may look into.</param>
/// <param name="HasEngine">Whether the host waits by durable orchestrations, which the reader may look after.</param>
public sealed record OverviewModel(int Failed, int Unknown, TimeSpan? Lag, int BrokenOff, Inspected? Inspected, bool Whole, bool HasFolder, bool HasEngine);
