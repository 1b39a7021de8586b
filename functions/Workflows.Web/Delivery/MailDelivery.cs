using Microsoft.Extensions.Logging;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Links;
using Workflows.Web.Mail;
using static Workflows.Core.Ports.Delivery;

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
                return [batch.Again(now, batch.Receipts, $"Workflow '{mail.Workflow}' is not open yet.")];
            (strategyId, to) = (workflow.Context.Strategy, mail.To);
            if (StillWanted.Of(mail, state, workflow, CivilTime.DateOf(now)) is { } wanted)
                items.Add(new(entry.Key, wanted, state, workflow));
            else
                stale.Add(entry.Key);
        }

        var dropped = new Settlement(stale, new Dropped("Nothing in it is owed any more."));
        if (items.Count == 0)
            return [dropped];
        if (await Find(strategyId!.Value) is not { } strategy)
            return [batch.Again(now, batch.Receipts, $"There is no strategy '{strategyId}' yet.")];
        var sent = strategy.Find(to) is not { Contacts.Count: > 0 } institution
            ? new(batch.Keys, new Failed(batch.Receipts.Note($"Institution '{to}' has no contact to write to.")))
            : await Send(batch, new(strategy, institution, batch.Keys, batch.Entries.Min(e => e.OwedAt), items));

        // Put off as a whole, stale ones too: the Message-ID is made of all keys of the batch.
        if (sent.Outcome is Later || stale.Count == 0)
            return [sent];
        return [dropped, sent with { Keys = [.. batch.Keys.Except(stale)] }];
    }

    private async ValueTask<Settlement> Send(Batch batch, MailOrder order)
    {
        var receipts = batch.Receipts;
        var (references, unavailable, refused, withheld) = (new List<string>(), default(string), default(string), 0);
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
                    unavailable = Anonymous(result.Reason, contact);
                    break;
                case MailResult.Refused result:
                    receipts = receipts.WithRefused(contact);
                    refused = Anonymous(result.Reason, contact);
                    break;
            }
        }

        if (unavailable is not null)
            return batch.Again(time.GetUtcNow(), receipts, unavailable);
        if (refused is not null || !receipts.Refused.IsEmpty)
            return new(batch.Keys, new Failed(receipts.ForRetryByHand.Note(refused ?? "A contact was refused in an earlier attempt.")));
        if (withheld > 0 && receipts.Sent.IsEmpty)
            return new(batch.Keys, new Dropped("Not sent: the recipient is not among those allowed here (Mail:AllowedRecipients)."));
        return new(batch.Keys, new Sent(string.Join("; ", references)));
    }

    /// <summary>What breaks for one contact must not forget that another has the mail.</summary>
    private async ValueTask<MailResult> Send(MailOrder order, Contact contact)
    {
        try
        {
            // Not cancelled half-way: the transport has time limits of its own, and what has begun is to be recorded.
            var own = await links.For(order.Strategy, order.To, contact, Answerable(order), order.OwedAt);
            return await transport.Send(composer.Compose(order, contact, own), CancellationToken.None);
        }
#pragma warning disable CA1031 // Counts as a failed attempt at this contact; it is logged and shown in the ledger.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Broke(e.GetType().Name, order.Keys[0]);
            return new MailResult.Unavailable(e.GetType().Name);
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
