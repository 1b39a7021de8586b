namespace Workflows.Web.Pages.Forms;

/// <summary>The words of form controls.</summary>
public sealed class FormText;
