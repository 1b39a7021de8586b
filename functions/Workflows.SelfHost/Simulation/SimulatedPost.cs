using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Mail;
using Workflows.Web.Delivery;
using Workflows.Web.Files;
using Workflows.Web.Links;
using Workflows.Web.Mail;

namespace Workflows.SelfHost.Simulation;

/// <summary>Writes what a simulation owes as .eml files, each at its virtual moment, with the dispatcher that real mail goes through.</summary>
internal sealed class SimulatedPost
{
    private const int AtOnce = 100;

    private static readonly string[] Mails = [EffectKinds.SendMail];

    private readonly Clock _clock = new();
    private readonly EffectDispatcher _dispatcher;

    /// <param name="site">The address that links in mails begin with.</param>
    public SimulatedPost(Uri site, string folder, IEventStore events, IEffectLedger ledger, ILinks links, LinkSecret secret)
    {
        var settings = Settings = new MailSettings(site, "simulation.invalid", new("Workflows", "workflows@simulation.invalid"));
        var (workflows, strategies) = (new WorkflowRunner(events), new StrategyRunner(events));
        var nothing = new TemplateLibrary(new Dictionary<Core.TemplateId, Core.Templates.Template>(), new Dictionary<string, Core.Strategies.Strategy>());
        var mails = new MailDelivery(
            workflows,
            strategies,
            new(settings, new(settings)),
            new(links, secret, settings),
            new PickupFolderTransport(folder, settings.From),
            settings,
            RecipientPolicy.Everybody,
            _clock,
            NullLogger<MailDelivery>.Instance);
        _dispatcher = new(ledger, new(workflows, strategies, nothing, _clock), mails, new(workflows, strategies, _clock), _clock, NullLogger<EffectDispatcher>.Instance);
    }

    public MailSettings Settings { get; }

    public async ValueTask Deliver(DateTimeOffset now)
    {
        _clock.Now = now;
        while (await _dispatcher.DeliverDue(Mails, AtOnce) > 0)
        {
        }
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
