using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Api;
using Workflows.Web.Pages.Forms;
using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Pages.Administration;

/// <summary>The ledger: what is owed, what failed, what nobody knows the end of. Mails are sent again here, or marked with a reason.</summary>
internal static class EffectPages
{
    private static readonly string[] Kinds = [EffectKinds.SendMail, EffectKinds.OpenWorkflow, EffectKinds.ChangeContext];

    public static void MapEffects(this IEndpointRouteBuilder admin)
    {
        var effects = admin.MapGroup("/effects");
        effects.MapMethods("", Looking.Methods, List);
        effects.MapPost("/retry", RetryShown);
        effects.MapMethods("/one", Looking.Methods, Show);
        effects.MapPost("/one/retry", Retry);
        effects.MapMethods("/one/mark", Looking.Methods, AskMark);
        effects.MapPost("/one/mark", Mark);
    }

    /// <summary>Without a state, what failed: that is what somebody comes here for.</summary>
    private static async Task<IResult> List(
        string? state, string? kind, string? stream, string? after, int? again, IEffectLedger ledger, PageContext page, HttpContext http)
    {
        var query = QueryOf(state, kind, stream, after, page);
        var found = await ledger.List(query, http.RequestAborted);
        var shown = found.Take(AdministrationPages.PageSize).ToList();
        var form = new FormState(new Dictionary<string, string>
        {
            ["state"] = query.State is { } known ? known.ToString() : "",
            ["kind"] = query.Kind ?? "",
            ["stream"] = stream ?? "",
            ["after"] = after ?? "",
        });
        var address = $"/administration/effects?state={form["state"]}&kind={query.Kind}&stream={Uri.EscapeDataString(stream ?? "")}";
        return PageResult.Of<EffectsPage>(new EffectsModel(
            shown,
            form,
            Kinds,
            after is null ? null : address,
            found.Count > shown.Count ? $"{address}&after={Uri.EscapeDataString(shown[^1].Key)}" : null,
            again));
    }

    /// <summary>Owes again everything that the same list shows, as far as it failed or is unknown.</summary>
    private static async Task<IResult> RetryShown(PostedForm form, IEffectLedger ledger, PageContext page, TimeProvider time, HttpContext http)
    {
        var state = form.State;
        var query = QueryOf(state["state"], state["kind"], state["stream"], state["after"] is { Length: > 0 } after ? after : null, page);
        var again = 0;
        foreach (var entry in (await ledger.List(query, http.RequestAborted)).Take(AdministrationPages.PageSize))
        {
            if (entry.State is EffectState.Failed or EffectState.Unknown && await ledger.Retry(entry.Key, page.Caller!.Municipality, time.GetUtcNow(), http.RequestAborted))
                again++;
        }

        return PageResult.See($"/administration/effects?state={query.State}&kind={query.Kind}&stream={Uri.EscapeDataString(state["stream"])}&again={again}");
    }

    private static async Task<IResult> Show(string? key, bool? again, IEffectLedger ledger, PageContext page, HttpContext http) =>
        await Find(key, ledger, page, http) is { } entry ? PageResult.Of<EffectPage>(new EffectModel(entry, again is true)) : PageResult.NotFound;

    private static async Task<IResult> Retry(PostedForm form, IEffectLedger ledger, PageContext page, TimeProvider time, HttpContext http)
    {
        var key = form.State["key"];
        if (await Find(key, ledger, page, http) is null)
            return PageResult.NotFound;
        // False where it is owed already or went out meanwhile: that is all that was asked for.
        await ledger.Retry(key, page.Caller!.Municipality, time.GetUtcNow(), http.RequestAborted);
        return PageResult.See($"{AddressOf(key)}&again=true");
    }

    private static async Task<IResult> AskMark(string? key, string? @as, IEffectLedger ledger, PageContext page, HttpContext http) =>
        @as is "done" or "dropped" && await Find(key, ledger, page, http) is { State: EffectState.Failed or EffectState.Unknown }
            ? PageResult.Of<ReasonPage>(Question(key!, @as, page, new()))
            : PageResult.NotFound;

    private static async Task<IResult> Mark(PostedForm form, IEffectLedger ledger, PageContext page, HttpContext http)
    {
        var (state, key) = (form.State, form.State["key"]);
        if (state["as"] is not ("done" or "dropped") || await Find(key, ledger, page, http) is null)
            return PageResult.NotFound;
        ReasonModel.Check(state, page);
        if (!state.IsValid)
            return PageResult.Wrong<ReasonPage>(Question(key, state["as"], page, state));
        var note = $"{page.Person!.Id}: {state["reason"]}";
        Outcome outcome = state["as"] == "done" ? new Outcome.Sent(note) : new Outcome.Dropped(note);
        await ledger.Mark(key, page.Caller!.Municipality, outcome, http.RequestAborted);
        return PageResult.See(AddressOf(key));
    }

    internal static string AddressOf(string key) => $"/administration/effects/one?key={Uri.EscapeDataString(key)}";

    private static ReasonModel Question(string key, string how, PageContext page, FormState form) => new(
        Texts.In<AdministrationText>(page.Language, $"Mark_{how}"),
        Texts.In<AdministrationText>(page.Language, $"Mark_{how}_Text"),
        Texts.In<AdministrationText>(page.Language, $"Mark_{how}_Button"),
        "/administration/effects/one/mark",
        AddressOf(key),
        form)
    {
        Hidden = new Dictionary<string, string> { ["key"] = key, ["as"] = how },
    };

    private static LedgerQuery QueryOf(string? state, string? kind, string? stream, string? after, PageContext page)
    {
        EffectState? wanted = Enum.TryParse<EffectState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        var of = StreamId.TryParse(stream, null, out var named) ? named : (StreamId?)null;
        return new(
            page.Caller!.Municipality,
            of,
            Kinds.Contains(kind) ? kind : null,
            state is null && of is null ? EffectState.Failed : wanted,
            after,
            AdministrationPages.PageSize + 1);
    }

    private static async ValueTask<LedgerEntry?> Find(string? key, IEffectLedger ledger, PageContext page, HttpContext http) =>
        key is null ? null : await ledger.Find(key, page.Caller!.Municipality, http.RequestAborted);
}

/// <param name="Filter">With the fields <c>state</c>, <c>kind</c>, <c>stream</c> and <c>after</c>.</param>
/// <param name="Again">How many have just been owed again; null when nobody asked for it.</param>
public sealed record EffectsModel(IReadOnlyList<LedgerEntry> Entries, FormState Filter, IReadOnlyList<string> Kinds, string? First, string? Next, int? Again);

/// <param name="Again">Whether it has just been owed again.</param>
public sealed record EffectModel(LedgerEntry Entry, bool Again)
{
    /// <summary>For a mail: whom it goes to and what it is about. Nobody's address is in it.</summary>
    internal MailRow? Mail { get; } = Entry.Kind == EffectKinds.SendMail ? MailRow.Of(Entry) : null;
}
