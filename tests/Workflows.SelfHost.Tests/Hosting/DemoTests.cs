using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Workflows.SelfHost.Tests.CommandLine;
using Workflows.SelfHost.Tests.Pages;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.SelfHost.Tests.Hosting;

/// <summary>The demo, as somebody meets it who has just heard of the program.</summary>
public sealed partial class DemoTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Everybody_is_let_in_by_the_printed_links_and_every_link_on_their_pages_leads_somewhere()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        using var demo = TheProgram.Start(Path.GetTempPath(), "demo", "--data", _directory.Data.Root, "--urls", url);
        try
        {
            var printed = "";
            while (!printed.Contains("/public", StringComparison.Ordinal))
                printed += await demo.StandardOutput.ReadLineAsync() + "\n";
            var links = Address().Matches(printed).Select(m => new Uri(m.Value).AbsolutePath).ToList();
            Assert.Equal(["/demo", "/demo/administrator", "/demo/sevlievo", "/demo/balchik"], links.Take(4));
            Assert.All(links[4..6], link => Assert.StartsWith("/i/", link, StringComparison.Ordinal));
            Assert.Equal(["/mail", "/public"], links[6..]);

            foreach (var link in links)
            {
                using var visitor = new Browser(new Uri(url));
                await visitor.Open(link);
                Assert.Equal(HttpStatusCode.OK, visitor.Status);
                if (link.StartsWith("/demo/", StringComparison.Ordinal))
                    await visitor.Submit();
                Assert.Equal(HttpStatusCode.OK, visitor.Status);
                await Walk(visitor, 25);
            }

            using var reader = new Browser(new Uri(url));
            await reader.Open("/mail");
            await reader.Follow("tbody a");
            await reader.Follow("main a[href$='/file']");
            Assert.Equal(HttpStatusCode.OK, reader.Status);
        }
        finally
        {
            demo.Kill();
            await demo.WaitForExitAsync();
        }
    }

    /// <summary>Of each kind of page a few, among them those of the year that is all done and of all five years together.</summary>
    [Fact]
    public async Task No_page_of_five_full_years_is_heavier_than_100_kB()
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        using var demo = TheProgram.Start(Path.GetTempPath(), "demo", "--data", _directory.Data.Root, "--urls", url.AbsoluteUri);
        try
        {
            while (await demo.StandardOutput.ReadLineAsync() is { } line && !line.Contains("/public", StringComparison.Ordinal))
            {
            }

            using var visitor = new Browser(url);
            await visitor.Open("/demo/administrator");
            await visitor.Submit();
            var styles = (await (await new Browser(url).Open("/")).Follow("link[rel=stylesheet]")).Source.Length;
            var (seen, kinds, heavy) = (new HashSet<string>(), new Dictionary<string, int>(), new List<string>());
            var ahead = new Queue<string>(Links(visitor));
            while (ahead.TryDequeue(out var link))
            {
                var path = link.Split('#')[0];
                if (!seen.Add(path) || (kinds[KindOf(path)] = kinds.GetValueOrDefault(KindOf(path)) + 1) > 3)
                    continue;
                await visitor.Open(path);
                Assert.True(visitor.Status is HttpStatusCode.OK, $"{path}: {visitor.Status}");
                if (visitor.Page.QuerySelector("header.site") is null)
                    continue;
                if (System.Text.Encoding.UTF8.GetByteCount(visitor.Source) + styles is var bytes and > 100_000)
                    heavy.Add($"{path}: {bytes}");
                foreach (var next in Links(visitor))
                    ahead.Enqueue(next);
            }

            Assert.True(kinds.Count > 100, string.Join('\n', kinds.Keys));
            Assert.Empty(heavy);
        }
        finally
        {
            demo.Kill();
            await demo.WaitForExitAsync();
        }

        static string KindOf(string path) => string.Join('/', path.Split('?')[0].Split('/').Select((segment, i) => i > 1 && i % 2 == 0 ? "…" : segment));
    }

    [Fact]
    public async Task A_directory_that_no_demo_made_is_left_alone()
    {
        Directory.CreateDirectory(_directory.Data.Root);
        await File.WriteAllTextAsync(_directory.Data.Database, "precious");

        var ended = await TheProgram.Run("demo", "--data", _directory.Data.Root, "--urls", "http://127.0.0.1:0");

        Assert.Equal(SelfHost.CommandLine.ExitCodes.BadInput, ended.ExitCode);
        Assert.Equal("precious", await File.ReadAllTextAsync(_directory.Data.Database));
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Follows the links of pages, breadth first, until so many were seen.</summary>
    private static async Task Walk(Browser visitor, int pages)
    {
        var (seen, ahead) = (new HashSet<string>(), new Queue<string>(Links(visitor)));
        while (ahead.TryDequeue(out var path) && seen.Count < pages)
        {
            if (!seen.Add(path))
                continue;
            await visitor.Open(path);
            Assert.True(visitor.Status is HttpStatusCode.OK, $"{path}: {visitor.Status}");
            foreach (var link in Links(visitor))
                ahead.Enqueue(link);
        }
    }

    private static IEnumerable<string> Links(Browser visitor) =>
        visitor.Page.QuerySelectorAll("nav.main a[href], main a[href]").Select(a => a.GetAttribute("href")!)
            .Where(h => h.StartsWith('/') && !h.Contains("lang=", StringComparison.Ordinal));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
