using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Access;
using Workflows.Web.Pages.Cycles;
using Workflows.Web.Pages.Layout;

namespace Workflows.Web.Pages.Institutions;

/// <summary>The links of a task or of an institution: seen, taken back, and sent anew to the address on file.</summary>
internal static class LinkPages
{
    /// <summary>Below a workflow.</summary>
    public static void MapTaskLinks(this IEndpointRouteBuilder workflow)
    {
        workflow.MapMethods("/tasks/{task}/links", Looking.Methods, (WorkflowId id, TaskId task, LinkSubjects subjects, HttpContext http) => List(subjects.OfTask(id, task, http), subjects, http));
        workflow.MapMethods("/tasks/{task}/links/{link}/{act}", Looking.Methods, (WorkflowId id, TaskId task, string link, string act, LinkSubjects subjects, HttpContext http) => Ask(subjects.OfTask(id, task, http), link, act, subjects, http));
        workflow.MapPost("/tasks/{task}/links/{link}/{act}", (WorkflowId id, TaskId task, string link, string act, LinkSubjects subjects, HttpContext http) => Act(subjects.OfTask(id, task, http), link, act, subjects, http));
    }

    /// <summary>Below an institution of a strategy.</summary>
    public static void MapInstitutionLinks(this IEndpointRouteBuilder institution)
    {
        institution.MapMethods("/links", Looking.Methods, (StrategyId id, InstitutionId institution, LinkSubjects subjects, HttpContext http) => List(subjects.OfInstitution(id, institution, http), subjects, http));
        institution.MapMethods("/links/{link}/{act}", Looking.Methods, (StrategyId id, InstitutionId institution, string link, string act, LinkSubjects subjects, HttpContext http) => Ask(subjects.OfInstitution(id, institution, http), link, act, subjects, http));
        institution.MapPost("/links/{link}/{act}", (StrategyId id, InstitutionId institution, string link, string act, LinkSubjects subjects, HttpContext http) => Act(subjects.OfInstitution(id, institution, http), link, act, subjects, http));
    }

    private static async Task<IResult> List(ValueTask<LinkSubject?> finding, LinkSubjects subjects, HttpContext http) =>
        await finding is { } subject
            ? PageResult.Of<LinksPage>(new LinksModel(subject, await subjects.Links(subject, http.RequestAborted), $"{http.Request.Query["done"]}" is "revoke" or "renew" ? $"{http.Request.Query["done"]}" : null))
            : PageResult.NotFound;

    private static async Task<IResult> Ask(ValueTask<LinkSubject?> finding, string link, string act, LinkSubjects subjects, HttpContext http) =>
        await Find(finding, link, act, subjects, http) is var (subject, row) ? PageResult.Of<LinkActPage>(new LinkActModel(subject, row, act)) : PageResult.NotFound;

    private static async Task<IResult> Act(ValueTask<LinkSubject?> finding, string link, string act, LinkSubjects subjects, HttpContext http)
    {
        if (await Find(finding, link, act, subjects, http) is not var (subject, row))
            return PageResult.NotFound;
        // Both have their effect once: a link is revoked or not, and one mail is owed in a few minutes.
        if (act == "revoke")
            await subjects.Book.Revoke(row.Link, http.RequestAborted);
        else if (row.State is not LinkState.NoContact)
            await subjects.Book.Renew(row.Link, http.RequestAborted);
        return PageResult.See($"{subject.Address}?done={act}");
    }

    private static async ValueTask<(LinkSubject, LinkEntryRow)?> Find(ValueTask<LinkSubject?> finding, string link, string act, LinkSubjects subjects, HttpContext http) =>
        act is "revoke" or "renew"
        && await finding is { } subject
        && (await subjects.Links(subject, http.RequestAborted)).FirstOrDefault(l => l.Link.Id == link) is { } row
            ? (subject, row)
            : null;
}

/// <summary>Whose links are looked at.</summary>
internal sealed class LinkSubjects(LinkBook book, SubjectFinder finder, Reach reach, PageContext page)
{
    public LinkBook Book => book;

    public async ValueTask<LinkSubject?> OfTask(WorkflowId id, TaskId task, HttpContext http) =>
        await finder.Find(id, task, cancellation: http.RequestAborted) is { Task: { } known } subject
        && await reach.Strategy(page.Caller!, subject.Workflow.Context.Strategy, http.RequestAborted) is { } strategy
            ? new(strategy, new(Municipality: strategy.Municipality.Id, Workflow: id, Task: task), known,
                subject.Asked?.Title ?? new(task.Value, task.Value), $"{subject.Address}/links", Crumbs.Of(subject, page.Language, below: true))
            : null;

    public async ValueTask<LinkSubject?> OfInstitution(StrategyId id, InstitutionId institution, HttpContext http) =>
        await reach.Strategy(page.Caller!, id, http.RequestAborted) is { } strategy && strategy.Find(institution) is { } known
            ? new(strategy, new(Municipality: strategy.Municipality.Id, Institution: institution), null,
                known.Name, $"/strategies/{id}/institutions/{institution}/links",
                [new(strategy.Title.In(page.Language), $"/strategies/{id}"), new(known.Name.In(page.Language), $"/strategies/{id}/institutions/{institution}")])
            : null;

    public async ValueTask<IReadOnlyList<LinkEntryRow>> Links(LinkSubject subject, CancellationToken cancellation)
    {
        var rows = await book.List(subject.Strategy, subject.Query, subject.Task, cancellation);
        // An institution's own page shows the links to all of its tasks; those to one stand with the task.
        return subject.Task is null ? [.. rows.Where(r => r.Link.Bearer.Purpose is LinkPurpose.Institution)] : rows;
    }
}

public sealed record LinkSubject(
    Strategy Strategy, LinkQuery Query, WorkflowTask? Task, LocalText Title, string Address, IReadOnlyList<Crumb> Crumbs);

/// <param name="Done">revoke or renew, when it has just been done.</param>
public sealed record LinksModel(LinkSubject Subject, IReadOnlyList<LinkEntryRow> Links, string? Done);

/// <param name="Act">revoke or renew.</param>
public sealed record LinkActModel(LinkSubject Subject, LinkEntryRow Row, string Act);
