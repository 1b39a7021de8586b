namespace Workflows.Web.Pages.Templates;

/// <summary>The words of templates.</summary>
public sealed class TemplatesText;
