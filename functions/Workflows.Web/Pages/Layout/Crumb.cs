namespace Workflows.Web.Pages.Layout;

/// <summary>A link with its words: in breadcrumbs and in the navigation.</summary>
public sealed record Crumb(string Text, string Address);
