using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Mail;
using Workflows.Web.Delivery;
using Workflows.Web.Links;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>A running site with Sevlievo's first cycle open, its mails written, and browsers to visit it with.</summary>
internal sealed partial class Site : IAsyncDisposable
{
    private readonly List<Browser> _browsers = [];

    public required ApiHost Host { get; init; }

    public StandingClock Clock => Host.Clock;

    public static async Task<Site> Started(Action<IServiceCollection>? more = null)
    {
        var site = new Site { Host = await ApiHost.Started(more) };
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
    public IReadOnlyList<string> Links(string to, string subject) =>
        LinksIn(Mails().Last(m => m["to"].Contains(to, StringComparison.OrdinalIgnoreCase) && m["subject"].Contains(subject, StringComparison.Ordinal)));

    /// <summary>The paths in all mails whose subject holds this, whoever they went to, the oldest first.</summary>
    public IReadOnlyList<string> LinksOfAll(string subject) =>
        [.. Mails().Where(m => m["subject"].Contains(subject, StringComparison.Ordinal)).SelectMany(LinksIn)];

    public IEnumerable<MimeWalk> Mails() =>
        Directory.GetFiles(Host["mail"], "*.eml").OrderBy(File.GetLastWriteTimeUtc).ThenBy(f => f, StringComparer.Ordinal).Select(f => MimeWalk.Read(File.ReadAllBytes(f)));

    /// <summary>The path of an institution's page with all its tasks, by a link as its mails carry one.</summary>
    public async Task<string> AllTasks(string institution)
    {
        var strategy = await Strategy();
        var found = strategy.Find(new(institution))!;
        var bearer = LinkIssuer.BearerOf(strategy, found, found.Contacts[0], null);
        return $"/i/{await Get<LinkIssuer>().Token(bearer, null, Clock.Now)}";
    }

    public async Task<Strategy> Strategy(StrategyId? id = null) =>
        ((StrategyState.Registered)(await Get<StrategyRunner>().Load(StreamId.Of(id ?? new StrategyId(ApiHost.Strategy)))).State).Strategy;

    public async Task<Workflow> Workflow(string? id = null) =>
        WorkflowViews.WorkflowOf((await Get<WorkflowRunner>().Load(StreamId.Of(new WorkflowId(id ?? ApiHost.Cycle)))).State)!;

    /// <summary>Somebody of the monitoring team does something, as the API would have it done.</summary>
    public async Task Do(WorkflowCommand command, string? workflow = null)
    {
        var result = await Get<WorkflowRunner>().Run(StreamId.Of(new WorkflowId(workflow ?? ApiHost.Cycle)), command, Actor.Coordinator("team"), Clock.Now);
        if (result is RunResult<WorkflowState, WorkflowEvent>.Refused refused)
            Assert.Fail($"{refused.Rejection.Code}: {refused.Rejection.Message}");
    }

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

    private static IReadOnlyList<string> LinksIn(MimeWalk mail) => [.. Address().Matches(mail.Parts[0].Content).Select(m => m.Groups["path"].Value)];

    [GeneratedRegex(@"http://127\.0\.0\.1(?<path>/\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
