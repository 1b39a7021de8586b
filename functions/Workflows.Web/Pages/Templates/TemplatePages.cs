using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Templates;
using Workflows.Web.Files;
using Workflows.Web.Pages.Cycles;

namespace Workflows.Web.Pages.Templates;

/// <summary>Reading templates: those that are installed, and the copies that workflows carry.</summary>
internal static class TemplatePages
{
    public static void MapTemplates(this IEndpointRouteBuilder pages)
    {
        var templates = pages.MapGroup("/templates").RequireAuthorization(PagePolicies.Coordinates);
        templates.MapMethods("", Looking.Methods, (TemplateLibrary library) => PageResult.Of<TemplateListPage>(library.Templates.Values.OrderBy(t => t.Id).ToList()));
        templates.MapMethods("/{template}", Looking.Methods, Show);
        templates.MapMethods("/{template}/of/{id}", Looking.Methods, OfWorkflow);
    }

    private static IResult Show(TemplateId template, TemplateLibrary library) =>
        library.Templates.TryGetValue(template, out var found) ? PageResult.Of<TemplatePage>(new TemplateModel(found, null, null)) : PageResult.NotFound;

    /// <summary>The copy that a workflow carries, beside the installed version where that is another.</summary>
    private static async Task<IResult> OfWorkflow(TemplateId template, WorkflowId id, SubjectFinder finder, TemplateLibrary library, HttpContext http)
    {
        if (await finder.Find(id, cancellation: http.RequestAborted) is not { } subject || subject.Workflow.Template.Id != template)
            return PageResult.NotFound;
        var installed = library.Templates.GetValueOrDefault(template);
        return PageResult.Of<TemplatePage>(new TemplateModel(
            subject.Workflow.Template, subject, installed?.Version == subject.Workflow.Template.Version ? null : installed));
    }
}

/// <param name="Of">The workflow whose copy it is; null for the installed one.</param>
/// <param name="Installed">The installed version, where it is another.</param>
public sealed record TemplateModel(Template Template, ActSubject? Of, Template? Installed);
