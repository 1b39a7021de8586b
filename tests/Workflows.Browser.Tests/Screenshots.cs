using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Workflows.SelfHost.Tests.CommandLine;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.Browser.Tests;

/// <summary>
/// Makes the pictures of the documentation from the demo. Not run unless <c>WORKFLOWS_SCREENSHOTS</c> names the directory they go to.
/// </summary>
public sealed class Screenshots(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>File, who looks (see <c>/demo</c>), and the address; an empty one is where that visitor begins.</summary>
    private static readonly (string Name, string? Who, string Address)[] Pages =
    [
        ("demo", null, "/demo"),
        ("administration", "administrator", "/administration"),
        ("workflows", "administrator", "/administration/workflows?state=running"),
        ("board", "balchik", ""),
        ("strategy", "balchik", "/strategies/balchik-2021-2025"),
        ("cycle", "balchik", "/workflows/balchik-2021-2025.cycle.2023"),
        ("template", "balchik", "/templates/yearly-cycle-balchik"),
        ("progress", "sevlievo", "/strategies/sevlievo-2016-2020/progress"),
        ("indicator", "sevlievo", "/strategies/sevlievo-2016-2020/indicators/children-at-risk"),
        ("report", "sevlievo", "/strategies/sevlievo-2016-2020/reports/monitoring-report/2017"),
        ("institution", "institution", ""),
        ("mail", null, "/mail"),
        ("public", null, "/public/sevlievo-2016-2020"),
    ];

    [ScreenshotsFact]
    public async Task Of_the_main_pages()
    {
        using var directory = new TemporaryDirectory();
        var url = $"http://127.0.0.1:{FreePort()}";
        using var demo = TheProgram.Start(Path.GetTempPath(), "demo", "--data", directory.Data.Root, "--urls", url);
        try
        {
            var printed = new List<string>();
            while (printed is not [.., var last] || !last.Contains("/public", StringComparison.Ordinal))
                printed.Add(await demo.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(string.Join('\n', printed)));
            var institution = printed.Select(l => l.Split(' ')[^1]).First(w => w.Contains("/i/", StringComparison.Ordinal));
            foreach (var (name, who, address) in Pages)
            {
                var page = await chromium.Visit(new Uri(url));
                if (who == "institution")
                {
                    await page.GotoAsync(institution);
                }
                else if (who is not null)
                {
                    await page.GotoAsync($"/demo/{who}");
                    await page.Locator("main button").ClickAsync();
                }

                if (address.Length > 0)
                    await page.GotoAsync(address);
                await page.ScreenshotAsync(new() { Path = Path.Combine(ScreenshotsFactAttribute.Directory!, $"{name}.png") });
            }
        }
        finally
        {
            demo.Kill();
            await demo.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScreenshotsFactAttribute : FactAttribute
{
    public ScreenshotsFactAttribute([CallerMemberName] string test = "")
    {
        if ((Chromium.Missing ?? (Directory is null ? "It is no test: WORKFLOWS_SCREENSHOTS names the directory that the pictures go to." : null)) is { } why)
            (Skip, DisplayName) = (why, $"{test}: {why}");
    }

    /// <summary>Absolute; null when nobody asked for pictures.</summary>
    public static string? Directory { get; } = Environment.GetEnvironmentVariable("WORKFLOWS_SCREENSHOTS") is { Length: > 0 } named ? Path.GetFullPath(named) : null;
}
