namespace Workflows.Web.Pages.Layout;

/// <summary>The words around every page.</summary>
public sealed class LayoutText;
