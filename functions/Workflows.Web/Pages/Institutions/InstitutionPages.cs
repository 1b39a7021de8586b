using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Strategies;
using Workflows.Web.Api;
using Workflows.Web.Files;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;

namespace Workflows.Web.Pages.Institutions;

/// <summary>An institution of a strategy: who is written to, and its links.</summary>
internal static partial class InstitutionPages
{
    /// <summary>Empty rows for people to be added.</summary>
    private const int Spare = 2;

    private const int MostContacts = 10;

    public static void MapInstitution(this IEndpointRouteBuilder strategies)
    {
        var institution = strategies.MapGroup("/{id}/institutions/{institution}");
        institution.MapMethods("", Looking.Methods, Show);
        institution.MapMethods("/contacts", Looking.Methods, Form);
        institution.MapPost("/contacts", Save);
        institution.MapInstitutionLinks();
    }

    private static async Task<IResult> Show(StrategyId id, InstitutionId institution, string? done, StrategyCommands commands, PageContext page, HttpContext http) =>
        await Find(id, institution, commands, page, http) is var (found, known)
            ? PageResult.Of<InstitutionPage>(new InstitutionModel(found.Strategy, known, done == "contacts"))
            : PageResult.NotFound;

    private static async Task<IResult> Form(StrategyId id, InstitutionId institution, StrategyCommands commands, PageContext page, HttpContext http)
    {
        if (await Find(id, institution, commands, page, http) is not var (found, known))
            return PageResult.NotFound;
        var form = FormKeys.New();
        foreach (var (i, contact) in known.Contacts.Index())
            (form[$"name-{i + 1}"], form[$"email-{i + 1}"], form[$"language-{i + 1}"]) = (contact.Name, contact.Email, PageContext.NameOf(contact.Language));
        return PageResult.Of<ContactsPage>(new ContactsModel(found.Strategy, known, form, Rows(known.Contacts.Count)));
    }

    private static async Task<IResult> Save(
        StrategyId id, InstitutionId institution, PostedForm form, StrategyCommands commands, TemplateLibrary library, PageContext page, HttpContext http)
    {
        if (await Find(id, institution, commands, page, http) is not var (found, known))
            return PageResult.NotFound;
        var state = form.State.Keyed();
        var contacts = Read(state, page.Language);
        if (state["reason"].Length is 0 or > 2000)
            state.Wrong("reason", Text(page, "Missing_Reason"));
        var amended = found.Strategy with
        {
            Institutions = [.. found.Strategy.Institutions.Select(i => i.Id == institution ? i with { Contacts = [.. contacts.Select(c => c.Contact)] } : i)],
        };
        foreach (var fault in StrategyCheck.Faults(amended, library.Templates).Where(f => f.Path.StartsWith($"institutions/{institution}/contacts", StringComparison.Ordinal)))
        {
            var row = Place().Match(fault.Path) is { Success: true } place ? contacts[int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture) - 1].Row : 0;
            state.Wrong(row > 0 ? $"email-{row}" : "email-1", Text(page, row > 0 ? "Wrong_Email" : contacts.Count == 0 ? "Missing_Contact" : "Wrong_Twice"));
        }

        if (!state.IsValid)
            return PageResult.Wrong<ContactsPage>(new ContactsModel(found.Strategy, known, state, Rows(Math.Max(known.Contacts.Count, contacts.Select(c => c.Row).DefaultIfEmpty().Max()))));
        var key = FormKeys.Of(
            page.Caller!, $"/strategies/{id}/institutions/{institution}", state,
            [.. contacts.Select(c => $"{c.Contact.Name}\t{c.Contact.Email}\t{c.Contact.Language}"), state["reason"]]);
        return await commands.Run(page.Caller!, id, new StrategyCommand.Amend(amended, state["reason"], null), key, http.RequestAborted) switch
        {
            RunResult<StrategyState, StrategyEvent>.Refused refused => PageResult.Wrong<ContactsPage>(
                new ContactsModel(found.Strategy, known, state.Wrong("", RefusedText.In(page.Language, refused.Rejection)), Rows(known.Contacts.Count))),
            _ => PageResult.See($"/strategies/{id}/institutions/{institution}?done=contacts"),
        };
    }

    /// <summary>Rows in which anything stands; an emptied one is a contact taken away.</summary>
    private static List<(int Row, Contact Contact)> Read(FormState form, Language language)
    {
        var contacts = new List<(int, Contact)>();
        for (var row = 1; row <= MostContacts; row++)
        {
            var (name, email) = (form[$"name-{row}"], form[$"email-{row}"]);
            if (name.Length + email.Length == 0)
                continue;
            if (name.Length is 0 or > 200)
                form.Wrong($"name-{row}", Texts.In<InstitutionsText>(language, "Missing_Person"));
            contacts.Add((row, new(name, email, PageContext.Named(form[$"language-{row}"]) ?? Language.Bg)));
        }

        return contacts;
    }

    private static async ValueTask<(StrategyState.Registered Found, Institution Institution)?> Find(
        StrategyId id, InstitutionId institution, StrategyCommands commands, PageContext page, HttpContext http) =>
        await commands.Find(page.Caller!, id, http.RequestAborted) is { } found && found.Strategy.Find(institution) is { } known ? (found, known) : null;

    private static int Rows(int contacts) => Math.Min(contacts + Spare, MostContacts);

    private static string Text(PageContext page, string key) => Texts.In<InstitutionsText>(page.Language, key);

    [GeneratedRegex(@"/contacts/#(\d+)/")]
    private static partial Regex Place();
}

public sealed record InstitutionModel(Strategy Strategy, Institution Institution, bool Saved);

/// <param name="Rows">How many people the form has room for.</param>
public sealed record ContactsModel(Strategy Strategy, Institution Institution, FormState Form, int Rows);
