using Workflows.Core.Engine;
using Workflows.Web.Delivery;

namespace Workflows.SelfHost.Hosting;

/// <summary>Sends the mails that are owed. A slow mail server holds up nothing else.</summary>
internal sealed partial class Postman(EffectDispatcher dispatcher, Reconciler reconciler, Alarms alarms, TimeProvider time, ILogger<Postman> log)
    : BackgroundLoop(alarms.Mail, time, log)
{
    private const int AtOnce = 20;

    private static readonly string[] Mails = [EffectKinds.SendMail, EffectKinds.SendLink];

    protected override async ValueTask<DateTimeOffset?> Work(CancellationToken cancellation)
    {
        while (await dispatcher.DeliverDue(Mails, AtOnce, cancellation) > 0)
        {
        }

        return null;
    }

    protected override async ValueTask Reconcile(CancellationToken cancellation)
    {
        if (await reconciler.Release(Mails, cancellation) is > 0 and var released)
            Released(released);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} mails were taken for sending and never recorded; they are sent again under the same Message-ID.")]
    private partial void Released(int count);
}
