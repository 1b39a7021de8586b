namespace Workflows.Web.Pages.Previews;

/// <summary>The words of the preview of mails.</summary>
public sealed class PreviewText;
