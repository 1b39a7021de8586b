namespace Workflows.Web.Pages.Institutions;

/// <summary>The words of institutions, their contacts and their links.</summary>
public sealed class InstitutionsText;
