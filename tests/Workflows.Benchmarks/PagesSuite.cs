using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;

namespace Workflows.Benchmarks;

/// <summary>
/// The main pages with the data of 265 municipalities, while all their mails go out: each asked for right after the start, and again.
/// </summary>
internal static partial class PagesSuite
{
    private const int Municipalities = 265;
    private const double Seconds = 1;
    private const double Kilobytes = 100;

    public static async Task Run()
    {
        var root = Directory.CreateTempSubdirectory("workflows-benchmark-").FullName;
        try
        {
            var data = new DataDirectory(Path.Combine(root, "data"));
            if (Environment.GetEnvironmentVariable("PAGES_DATA") is { } kept) Process.Start("cp", ["-r", kept, data.Root]).WaitForExit(); else
            await Simulate(root, data);
            var site = new Uri($"http://127.0.0.1:{TheServer.FreePort()}/");
            var visitors = await MainPages.Prepare(data, site, TemplateLibrary.Load().Value!.Strategies["sevlievo-2016-2020"], new("pupils-returned"));
            await Look(root, data, site, visitors);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task Simulate(string root, DataDirectory data)
    {
        var strategy = Path.Combine(TemplateLibrary.DefaultDirectory, "strategies", "sevlievo-2016-2020.yaml");
        using var process = TheServer.Start(root, "simulate", strategy, "--copies", $"{Municipalities}", "--data", data.Root);
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException("The simulation failed.");
    }

    private static async Task Look(string root, DataDirectory data, Uri site, IReadOnlyList<PageVisitor> visitors)
    {
        using var process = TheServer.Start(root, "serve", "--data", data.Root, "--urls", site.ToString());
        try
        {
            await TheServer.Ready(process, site);
            var (first, again) = (new List<Looked>(), new List<Looked>());
            var browsers = new List<(PageVisitor, HttpClient)>();
            foreach (var visitor in visitors)
            {
                var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site };
                browsers.Add((visitor, browser));
                await Enter(browser, visitor);
                first.AddRange(await All(browser, visitor));
            }

            foreach (var (visitor, browser) in browsers)
            {
                using (browser)
                    again.AddRange(await All(browser, visitor));
            }

            Print(first, again);
            Measure.Print("peak memory of the program", TheServer.PeakMegabytes(process), "MB", "");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task Enter(HttpClient browser, PageVisitor visitor)
    {
        if (visitor.SignIn is null)
            return;
        var form = await browser.GetStringAsync(new Uri(visitor.SignIn, UriKind.Relative));
        var fields = Hidden().Matches(form).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
        fields["email"] = visitor.Email;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(new Uri(visitor.SignIn, UriKind.Relative), content);
        if (answer.StatusCode is not HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"The {visitor.Name} cannot sign in: {answer.StatusCode}.");
    }

    private static async Task<List<Looked>> All(HttpClient browser, PageVisitor visitor)
    {
        var looked = new List<Looked>();
        foreach (var page in visitor.Pages)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative));
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            looked.Add(new(visitor.Name, page, Stopwatch.GetElapsedTime(began).TotalSeconds, bytes.Length / 1e3));
            if (answer.StatusCode is not HttpStatusCode.OK)
                Console.WriteLine($"!! {page}: {answer.StatusCode}.");
        }

        return looked;
    }

    /// <summary>The slowest first.</summary>
    private static void Print(List<Looked> first, List<Looked> again)
    {
        foreach (var (one, other) in first.Zip(again).OrderByDescending(p => Math.Max(p.First.Seconds, p.Second.Seconds)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Visitor,-14} {one.Seconds,7:N3} s  {other.Seconds,7:N3} s  {other.Kilobytes,6:N1} kB  {Shortened(one.Page)}"));
        Slowest("slowest page right after the start", first);
        Slowest("slowest page again", again);
        var largest = again.MaxBy(l => l.Kilobytes)!;
        Measure.Print($"largest page, {Shortened(largest.Page)}", largest.Kilobytes, "kB", $"goal: at most {Kilobytes}");

        static void Slowest(string what, List<Looked> looked) =>
            Measure.Print($"{what}, {Shortened(looked.MaxBy(l => l.Seconds)!.Page)}", looked.Max(l => l.Seconds), "s", $"goal: at most {Seconds}");
    }

    /// <summary>Without the token of a link.</summary>
    private static string Shortened(string page) => Token().Replace(page, "/i/…");

    private sealed record Looked(string Visitor, string Page, double Seconds, double Kilobytes);

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();

    [GeneratedRegex("^/i/[^/?]+")]
    private static partial Regex Token();
}
