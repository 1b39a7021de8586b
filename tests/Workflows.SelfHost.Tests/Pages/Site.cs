using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Ports;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Mail;
using Workflows.Web.Delivery;
using Workflows.Web.Links;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>A running site with Sevlievo's first cycle open, its mails written, and _browsers to visit it with.</summary>
internal sealed partial class Site : IAsyncDisposable
{
    private readonly List<Browser> _browsers = [];

    public required ApiHost Host { get; init; }

    public StandingClock Clock => Host.Clock;

    public static async Task<Site> Started()
    {
        var site = new Site { Host = await ApiHost.Started() };
        await site.Host.OpenCycle();
        await site.Deliver();
        return site;
    }

    public Browser Browser()
    {
        var browser = new Browser(Host.Url);
        _browsers.Add(browser);
        return browser;
    }

    public TService Get<TService>()
        where TService : notnull => Host.Services.GetRequiredService<TService>();

    /// <summary>Everything that is owed by now.</summary>
    public async Task Deliver()
    {
        var dispatcher = Get<EffectDispatcher>();
        var links = Get<LinkDispatcher>();
        while (await links.DeliverDue(LinkDispatcher.Kinds, 100) > 0 || await dispatcher.DeliverDue(EffectDispatcher.AllKinds, 100) > 0)
        {
        }
    }

    /// <summary>The paths of this site in the text of the newest mail to somebody whose subject holds this.</summary>
    public IReadOnlyList<string> Links(string to, string subject)
    {
        var mail = Mails().Last(m => m["to"].Contains(to, StringComparison.OrdinalIgnoreCase) && m["subject"].Contains(subject, StringComparison.Ordinal));
        return [.. Address().Matches(mail.Parts[0].Content).Select(m => m.Groups["path"].Value)];
    }

    public IEnumerable<MimeWalk> Mails() =>
        Directory.GetFiles(Host["mail"], "*.eml").OrderBy(File.GetLastWriteTimeUtc).ThenBy(f => f, StringComparer.Ordinal).Select(f => MimeWalk.Read(File.ReadAllBytes(f)));

    /// <summary>An open activity of the administration with its link for one task and its link for all.</summary>
    public async Task<(TaskRow Task, string Path, string All)> Activity()
    {
        var task = (await Get<IListing>().Tasks(new(new("sevlievo"), null, null, null, true, null, null, 100)))
            .First(t => t.Step.Value is "preschool-coverage");
        var links = Links("", task.Title.Bg);
        return (task, links.First(l => l.EndsWith($"/{task.Id}", StringComparison.Ordinal)), links[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        _browsers.ForEach(b => b.Dispose());
        await Host.DisposeAsync();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1(?<path>/\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
