namespace Workflows.Web.Pages.Demo;

/// <summary>The words of the demo's door.</summary>
public sealed class DemoText;
