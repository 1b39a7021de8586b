using Microsoft.Playwright;

namespace Workflows.Browser.Tests;

/// <summary>The Chromium of the system: the one that <c>CHROMIUM</c> names, or one in a usual place.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium",
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private static readonly string? Found = Places.Prepend(Environment.GetEnvironmentVariable("CHROMIUM")).FirstOrDefault(File.Exists);

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>Why no browser test can run; null when they can.</summary>
    public static string? Missing { get; } = Found is null
        ? "NOT RUN: no Chromium on this machine. Install one (apt-get install chromium) or name it in the environment variable CHROMIUM."
        : null;

    public async Task InitializeAsync()
    {
        if (Missing is not null)
            return;
        _playwright = await Playwright.CreateAsync();
        // In a container the program runs as root, where Chromium's own sandbox does not start.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Found, Args = ["--no-sandbox"] });
    }

    /// <summary>A page of a visitor with cookies of their own, closed with the browser.</summary>
    /// <param name="site">What paths are below.</param>
    public async Task<IPage> Visit(Uri site, ColorScheme scheme = ColorScheme.Light, bool scripts = true, int width = 1280) =>
        await (await _browser.NewContextAsync(new()
        {
            BaseURL = site.AbsoluteUri,
            ColorScheme = scheme,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 800 },
        })).NewPageAsync();

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}
