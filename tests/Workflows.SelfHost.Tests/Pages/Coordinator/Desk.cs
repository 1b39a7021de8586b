using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;

namespace Workflows.SelfHost.Tests.Pages.Coordinator;

/// <summary>A coordinator of Sevlievo at a browser without scripts, with the first cycle running.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Cycle = $"/workflows/{ApiHost.Cycle}";
    public const string Draft = $"{Cycle}/tasks/strategy-draft.mayor";

    public required Site Site { get; init; }

    public required Browser Browser { get; init; }

    public static async Task<Desk> Open(ActorKind role = ActorKind.Coordinator, string? municipality = "sevlievo", int days = 0)
    {
        var site = await SignInTests.With(role, municipality);
        site.Clock.Now += TimeSpan.FromDays(days);
        return new() { Site = site, Browser = await SignInTests.SignedIn(site) };
    }

    /// <summary>Opens the form, fills it in, looks at what will follow, and confirms.</summary>
    public async Task<Browser> Do(string address, params (string, string)[] typed)
    {
        await Browser.Open(address);
        await Browser.Submit("review", typed);
        Assert.True(Browser.Status is HttpStatusCode.OK, Browser.Main);
        await Browser.Submit("send");
        Assert.True(Browser.Page.QuerySelector("main .banner.good") is not null, $"{Browser.Path}: {Browser.Main}");
        return Browser;
    }

    public async Task Answer(string summary = "Първи")
    {
        var file = await Site.Host.Document(summary);
        var answer = new JsonObject { ["answer"] = new JsonObject { ["kind"] = "document", ["file"] = file, ["summary"] = summary } };
        Assert.Equal(HttpStatusCode.OK, (await Site.Host.Mayor.Post($"/api{Draft}/submit", answer)).Status);
    }

    public async Task<Workflow> Workflow() =>
        WorkflowViews.WorkflowOf((await Site.Get<WorkflowRunner>().Load(new StreamId(ApiHost.Cycle))).State)!;

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

internal static class BrowserForms
{
    /// <summary>Sends the form that this selector finds, with a file or without one.</summary>
    public static Task<Browser> Send(this Browser browser, string selector, (string Name, string Content)? file, params (string Name, string Value)[] typed)
    {
        var form = (IHtmlFormElement)browser.Page.QuerySelector(selector)!;
        var fields = Fields(form);
        foreach (var (name, value) in typed)
            fields[name] = value;
        if (file is not var (fileName, content))
            return browser.Post(form.GetAttribute("action")!, fields);
        var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            body.Add(new StringContent(value), name);
        body.Add(new StringContent(content), "file", fileName);
        return browser.Send(new(HttpMethod.Post, form.GetAttribute("action")!) { Content = body });
    }

    /// <summary>What the page's form would send.</summary>
    public static Dictionary<string, string> Fields(this IElement form) =>
        form.QuerySelectorAll("input[type=hidden], input[type=text], input[type=email], input[type=date], input[type=radio][checked], textarea")
            .ToDictionary(e => e.GetAttribute("name")!, e => e is IHtmlTextAreaElement area ? area.Value : e.GetAttribute("value") ?? "");
}
