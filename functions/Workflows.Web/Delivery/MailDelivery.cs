using Microsoft.Extensions.Logging;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Links;
using Workflows.Web.Mail;
using static Workflows.Core.Ports.Delivery;
using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Delivery;

/// <summary>
/// Sends the mail of a batch: one to each contact of the institution, in the contact's language. A contact that has it is noted in the
/// ledger and left out of later attempts; a mail that may have gone out before goes out under the same Message-ID.
/// </summary>
public sealed partial class MailDelivery(
    WorkflowRunner workflows,
    StrategyRunner strategies,
    MailComposer composer,
    LinkIssuer links,
    IMailTransport transport,
    MailSettings settings,
    RecipientPolicy recipients,
    TimeProvider time,
    ILogger<MailDelivery> log)
{
    public async ValueTask<IReadOnlyList<Settlement>> Deliver(Batch batch)
    {
        var now = time.GetUtcNow();
        var items = new List<MailItem>();
        var stale = new List<string>();
        StrategyId? strategyId = null;
        var to = default(InstitutionId);
        foreach (var entry in batch.Entries)
        {
            var mail = (Effect.SendMail)EventFormat.ReadEffect(entry.Body);
            var (state, _) = await workflows.Load(StreamId.Of(mail.Workflow));
            if (WorkflowViews.WorkflowOf(state) is not { } workflow)
                return [new(batch.Keys, batch.Again(now, batch.Receipts, $"Workflow '{mail.Workflow}' is not open yet."))];
            (strategyId, to) = (workflow.Context.Strategy, mail.To);
            if (StillWanted.Of(mail, state, workflow, CivilTime.DateOf(now)) is { } wanted)
                items.Add(new(entry.Key, wanted, state, workflow));
            else
                stale.Add(entry.Key);
        }

        if (await Find(strategyId!.Value) is not { } strategy)
            return [new(batch.Keys, batch.Again(now, batch.Receipts, $"There is no strategy '{strategyId}' yet."))];
        var unneeded = new Settlement(stale, Unneeded(batch, strategy.Find(to), "Nothing in it is owed any more."));
        if (items.Count == 0)
            return [unneeded];
        var sent = strategy.Find(to) is not { Contacts.Count: > 0 } institution
            ? new(batch.Keys, new Failed(batch.Receipts.Note($"Institution '{to}' has no contact to write to.")))
            : await Send(batch, new(strategy, institution, batch.Keys, batch.Entries.Min(e => e.OwedAt), items));

        // Put off as a whole, stale ones too: the Message-ID is made of all keys of the batch.
        if (sent.Outcome is Later || stale.Count == 0)
            return [sent];
        return [unneeded, sent with { Keys = [.. batch.Keys.Except(stale)] }];
    }

    /// <summary>What nobody is written to about any more: dropped only if no earlier attempt has reached anybody, or may have.</summary>
    private Outcome Unneeded(Batch batch, Institution? to, string reason)
    {
        var references = Earlier(batch, to);
        Outcome outcome = batch.Receipts switch
        {
            { MayBeOut: true } receipts => new Unknown(null, receipts.Note($"It may have gone out before. {reason}")),
            { Sent.IsEmpty: false } => new Sent(string.Join("; ", references)),
            _ => new Dropped(reason),
        };
        return outcome with { References = references };
    }

    /// <summary>The Message-IDs of what earlier attempts may have brought to its contacts.</summary>
    private IReadOnlyList<string> Earlier(Batch batch, Institution? to) =>
        [.. (to?.Contacts ?? []).DistinctBy(MailReceipts.FingerprintOf).Where(batch.Receipts.MayHave).Select(c => MailIdentity.MessageId(batch.Keys, c, settings.Domain))];

    private async ValueTask<Settlement> Send(Batch batch, MailOrder order)
    {
        var receipts = batch.Receipts;
        var (references, unavailable, refused, withheld) = (new HashSet<string>(Earlier(batch, order.To)), default(string), default(string), 0);
        foreach (var contact in order.To.Contacts.DistinctBy(MailReceipts.FingerprintOf).Where(c => !receipts.Settled(c)))
        {
            if (!recipients.Allows(contact.Email))
            {
                withheld++;
                continue;
            }

            switch (await Send(order, contact))
            {
                case MailResult.Accepted accepted:
                    receipts = receipts.WithSent(contact);
                    references.Add(accepted.Reference);
                    break;
                case MailResult.Unavailable result:
                    receipts = receipts with { MayBeOut = receipts.MayBeOut || result.MayBeOut };
                    unavailable = Anonymous(result.Reason, contact);
                    break;
                case MailResult.Refused result:
                    receipts = receipts.WithRefused(contact);
                    refused = Anonymous(result.Reason, contact);
                    break;
            }
        }

        var outcome = unavailable is not null ? batch.Again(time.GetUtcNow(), receipts, unavailable)
            : refused is not null || !receipts.Refused.IsEmpty ? new Failed(receipts.ForRetryByHand.Note(refused ?? "A contact was refused in an earlier attempt."))
            : withheld > 0 && receipts.Sent.IsEmpty ? Unneeded(batch, order.To, "Not sent: the recipient is not among those allowed here (Mail:AllowedRecipients).")
            : new Sent(string.Join("; ", references));
        return new(batch.Keys, outcome with { References = [.. references] });
    }

    /// <summary>What breaks for one contact must not forget that another has the mail.</summary>
    private async ValueTask<MailResult> Send(MailOrder order, Contact contact)
    {
        var handedOver = false;
        try
        {
            // Not cancelled half-way: the transport has time limits of its own, and what has begun is to be recorded.
            var own = await links.For(order.Strategy, order.To, contact, Answerable(order), order.OwedAt);
            var mail = composer.Compose(order, contact, own);
            handedOver = true;
            return await transport.Send(mail, CancellationToken.None);
        }
#pragma warning disable CA1031 // Counts as a failed attempt at this contact; it is logged and shown in the ledger.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Broke(e.GetType().Name, order.Keys[0]);
            return new MailResult.Unavailable(e.GetType().Name, handedOver);
        }
    }

    /// <summary>A task that the recipient can only read about is opened by nobody's link.</summary>
    private static IEnumerable<(Workflow Workflow, WorkflowTask Task)> Answerable(MailOrder order) =>
        from item in order.Items
        from id in item.Mail.Tasks
        where item.Workflow.Tasks.ContainsKey(id)
        let task = item.Workflow.Tasks[id]
        where WorkflowViews.MayAnswer(item.Workflow, task, Actor.Of(order.To.Id))
        select (item.Workflow, task);

    private static string Anonymous(string reason, Contact contact) =>
        reason.Replace(contact.Email, "the recipient", StringComparison.OrdinalIgnoreCase);

    private async ValueTask<Strategy?> Find(StrategyId id) =>
        (await strategies.Load(StreamId.Of(id))).State is StrategyState.Registered registered ? registered.Strategy : null;

    // Without the exception's message, which may hold an address.
    [LoggerMessage(LogLevel.Error, "Sending a mail of effect {Key} broke off with {Exception}.")]
    private partial void Broke(string exception, string key);
}
