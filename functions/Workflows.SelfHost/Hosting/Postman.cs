using Workflows.Core.Engine;
using Workflows.Web;
using Workflows.Web.Delivery;
using Workflows.Web.Links;
using Workflows.Web.Operations;

namespace Workflows.SelfHost.Hosting;

/// <summary>Sends the mails that are owed. A slow mail server holds up nothing else.</summary>
internal sealed partial class Postman(
    EffectDispatcher dispatcher, LinkDispatcher links, Forgetting forgetting, Reconciler reconciler, FailedWork failed, Alarms alarms, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<Postman> log)
    : BackgroundLoop(alarms.Mail, failed, time, lifetime, log)
{
    private const int AtOnce = 20;

    private static readonly string[] Mails = [EffectKinds.SendMail];

    protected override async ValueTask<DateTimeOffset?> Work(CancellationToken cancellation)
    {
        // Somebody waits for a link; the mails of the day may come a little later.
        while (await links.DeliverDue(LinkDispatcher.Kinds, AtOnce, cancellation) > 0 || await dispatcher.DeliverDue(Mails, AtOnce, cancellation) > 0)
        {
        }

        return null;
    }

    protected override async ValueTask Reconcile(CancellationToken cancellation)
    {
        if (await reconciler.Release(Mails, cancellation) is > 0 and var released)
            Released(released);
        await forgetting.Run(cancellation);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} mails were taken for sending and never recorded; they are sent again under the same Message-ID.")]
    private partial void Released(int count);
}
