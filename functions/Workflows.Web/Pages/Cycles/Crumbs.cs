using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Web.Pages.Layout;

namespace Workflows.Web.Pages.Cycles;

/// <summary>The way from the board down to a workflow's page.</summary>
internal static class Crumbs
{
    /// <param name="below">Whether the page lies below the subject's own.</param>
    public static IReadOnlyList<Crumb> Of(ActSubject subject, Language language, bool below = false)
    {
        var w = subject.Workflow;
        var crumbs = new List<Crumb>
        {
            new(Texts.In<CyclesText>(language, "Strategy"), $"/strategies/{w.Context.Strategy}"),
            new($"{w.Template.Title.In(language)}, {w.Context.Year}", $"/workflows/{w.Id}"),
        };
        if (subject.Scope is ActScope.Workflow)
            return below ? crumbs : crumbs[..1];
        if (subject.Scope is ActScope.Recommendation)
            return [crumbs[0], new(Texts.In<CyclesText>(language, "Register"), subject.Address)];
        return below ? [.. crumbs, new(subject.Asked?.Title.In(language) ?? "…", subject.Address)] : crumbs;
    }

    public static string TitleOf(Workflow w, Language language) => $"{w.Template.Title.In(language)}, {w.Context.Year}";
}
