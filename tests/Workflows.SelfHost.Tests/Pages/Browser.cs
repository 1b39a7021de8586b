using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Somebody at a browser without scripts: keeps cookies, follows redirects, and sends the forms that pages show.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(Uri site, bool followsRedirects = true) =>
        _client = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = followsRedirects }) { BaseAddress = site };

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
        var (action, fields) = Filled(button, typed);
        return Post(action, fields);
    }

    /// <summary>The same with files chosen in the form, which goes as a form with files does.</summary>
    public Task<Browser> Submit(string? button, IEnumerable<(string Name, string Value)> typed, params (string Field, string Name, byte[] Content)[] files)
    {
        var (action, fields) = Filled(button, typed);
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            content.Add(new StringContent(value), name);
        foreach (var (field, name, bytes) in files)
            content.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new("application/pdf") } }, field, name);
        return Send(new(HttpMethod.Post, action) { Content = content });
    }

    public Task<Browser> Post(string path, IReadOnlyDictionary<string, string> fields) =>
        Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    private (string Action, Dictionary<string, string> Fields) Filled(string? button, IEnumerable<(string Name, string Value)> typed)
    {
        var form = (IHtmlFormElement)Page.QuerySelector("main form")!;
        var fields = form.QuerySelectorAll("input:not([type=file], [type=radio], [type=checkbox]), input:checked, textarea, select")
            .ToDictionary(e => e.GetAttribute("name")!, e => e switch
            {
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value ?? "",
                _ => e.GetAttribute("value") ?? "",
            });
        foreach (var (name, value) in typed)
            fields[name] = value;
        if (button is not null)
            fields["button"] = button;
        return (form.GetAttribute("action")!, fields);
    }

    public async Task<Browser> Send(HttpRequestMessage request)
    {
        Answer = await _client.SendAsync(request);
        (Status, Source) = (Answer.StatusCode, await Answer.Content.ReadAsStringAsync());
        Page = new HtmlParser(new HtmlParserOptions { IsStrictMode = false }, BrowsingContext.New()).ParseDocument(Source);
        return this;
    }

    public void Dispose() => _client.Dispose();
}
