namespace Workflows.Web.Pages.Parts;

/// <summary>The words of the parts that pages are made of.</summary>
public sealed class PartsText;
