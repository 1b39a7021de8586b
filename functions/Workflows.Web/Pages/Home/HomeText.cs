namespace Workflows.Web.Pages.Home;

/// <summary>The words of the first pages.</summary>
public sealed class HomeText;
