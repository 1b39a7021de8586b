using Workflows.Web.Pages.Demo;

namespace Workflows.SelfHost.Hosting;

/// <summary>What the command line says of the server.</summary>
/// <param name="Data">Null leaves it to the settings.</param>
/// <param name="Urls">Null leaves them to the settings.</param>
/// <param name="Strategy">Registered at the first start; null takes the shipped one.</param>
/// <param name="FirstYear">Of that strategy; null begins with this year, or keeps the file's years when a virtual clock lies within them.</param>
/// <param name="NoStrategy">Registers none.</param>
/// <param name="Clock">The day on which a virtual clock begins; null for the real time.</param>
/// <param name="Demo">Whom visitors may play; null for anything real. A demo takes no settings but these, so that it can write to nobody.</param>
internal sealed record ServeOptions(
    string? Data, string? Urls, FileInfo? Strategy, int? FirstYear, bool NoStrategy, DateOnly? Clock, DemoVisitors? Demo = null);
