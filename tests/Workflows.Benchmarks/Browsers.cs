using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Workflows.Benchmarks;

/// <param name="Seconds">Until the last byte was there.</param>
internal sealed record Looked(string Visitor, string Page, double Seconds, double Kilobytes);

/// <summary>A browser for each visitor, who signs in at the first look and stays so when the server is started again.</summary>
internal sealed partial class Browsers(Uri site, IReadOnlyList<PageVisitor> visitors) : IDisposable
{
    private readonly List<(PageVisitor Visitor, HttpClient Browser)> _all =
        [.. visitors.Select(v => (v, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site }))];

    private readonly HashSet<string> _entered = [];

    /// <summary>Every page of everybody, one after another.</summary>
    /// <exception cref="InvalidOperationException">A page is not there.</exception>
    public async Task<IReadOnlyList<Looked>> All()
    {
        var looked = new List<Looked>();
        foreach (var (visitor, browser) in _all)
        {
            if (visitor.SignIn is { } link && _entered.Add(link))
                await Enter(browser, link, visitor);
            foreach (var page in visitor.Pages)
                looked.Add(await Look(browser, visitor, page));
        }

        return looked;
    }

    /// <summary>Whether the first visitor's first page, a region's, shows its numbers already.</summary>
    public async Task<bool> SeeWholeRegion()
    {
        var (visitor, browser) = _all[0];
        return (await browser.GetStringAsync(new Uri(visitor.Pages[0], UriKind.Relative))).Contains("/csv/region", StringComparison.Ordinal);
    }

    public void Dispose() => _all.ForEach(b => b.Browser.Dispose());

    private static async Task Enter(HttpClient browser, string link, PageVisitor visitor)
    {
        var form = await browser.GetStringAsync(new Uri(link, UriKind.Relative));
        var fields = Hidden().Matches(form).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value));
        fields["email"] = visitor.Email;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(new Uri(link, UriKind.Relative), content);
        if (answer.StatusCode is not HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"The {visitor.Name} cannot sign in: {answer.StatusCode}.");
    }

    private static async Task<Looked> Look(HttpClient browser, PageVisitor visitor, string page)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode is HttpStatusCode.OK
            ? new(visitor.Name, page, Stopwatch.GetElapsedTime(began).TotalSeconds, bytes.Length / 1e3)
            : throw new InvalidOperationException($"{page}: {answer.StatusCode}.");
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();
}
