using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Somebody at a browser without scripts: keeps cookies, follows redirects, and sends the forms that pages show.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(Uri site) =>
        _client = new HttpClient(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = site };

    public CookieContainer Cookies { get; } = new();

    public HttpStatusCode Status { get; private set; }

    public HttpResponseMessage Answer { get; private set; } = null!;

    public string Source { get; private set; } = "";

    public IHtmlDocument Page { get; private set; } = null!;

    /// <summary>The address of the page, without the site.</summary>
    public string Path => Answer.RequestMessage!.RequestUri!.PathAndQuery;

    public string Heading => Page.QuerySelector("h1")!.TextContent;

    public string Main => Page.QuerySelector("main")!.TextContent;

    public Task<Browser> Open(string path) => Send(new(HttpMethod.Get, path));

    public Task<Browser> Follow(string selector) => Open(Page.QuerySelector(selector)!.GetAttribute("href")!);

    /// <summary>Fills in the page's form and presses its button, or the one with this value.</summary>
    public Task<Browser> Submit(string? button = null, params (string Name, string Value)[] typed)
    {
        var form = (IHtmlFormElement)Page.QuerySelector("main form")!;
        var fields = form.QuerySelectorAll("input[type=hidden], input[type=text], input[type=email], input[type=date], textarea")
            .ToDictionary(e => e.GetAttribute("name")!, e => e is IHtmlTextAreaElement area ? area.Value : e.GetAttribute("value") ?? "");
        foreach (var (name, value) in typed)
            fields[name] = value;
        if (button is not null)
            fields["button"] = button;
        return Post(form.GetAttribute("action")!, fields);
    }

    public Task<Browser> Post(string path, IReadOnlyDictionary<string, string> fields) =>
        Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    public async Task<Browser> Send(HttpRequestMessage request)
    {
        Answer = await _client.SendAsync(request);
        (Status, Source) = (Answer.StatusCode, await Answer.Content.ReadAsStringAsync());
        Page = new HtmlParser(new HtmlParserOptions { IsStrictMode = false }, BrowsingContext.New()).ParseDocument(Source);
        return this;
    }

    public void Dispose() => _client.Dispose();
}
