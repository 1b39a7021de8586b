namespace Workflows.Web.Pages.Reports;

/// <summary>See <see cref="Texts"/>.</summary>
public sealed class ReportsText;
