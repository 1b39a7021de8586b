namespace Workflows.Web.Pages.Public;

/// <summary>The words of what anybody may read.</summary>
public sealed class PublicText;
