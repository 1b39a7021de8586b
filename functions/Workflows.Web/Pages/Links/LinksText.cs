namespace Workflows.Web.Pages.Links;

/// <summary>The words of links that do not open what they once did.</summary>
public sealed class LinksText;
