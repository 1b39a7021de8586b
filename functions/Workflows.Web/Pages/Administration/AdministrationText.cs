namespace Workflows.Web.Pages.Administration;

/// <summary>The words of an administrator's pages.</summary>
public sealed class AdministrationText;
