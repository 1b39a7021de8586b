using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Delivery;
using Workflows.Web.Mail;
using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Links;

/// <summary>Sends the links that people asked for, to the addresses on file and to no other.</summary>
public sealed class LinkDelivery(
    LinkIssuer links,
    LinkMails mails,
    IPeople people,
    WorkflowRunner workflows,
    StrategyRunner strategies,
    IMailTransport transport,
    RecipientPolicy recipients,
    TimeProvider time)
{
    public async ValueTask<Settlement> Deliver(Batch batch)
    {
        var entry = batch.Entries[0];
        var bearer = LinkRequests.Read(entry.Body);
        var mail = bearer.Purpose is LinkPurpose.SignIn ? await SignIn(entry, bearer) : await NewLink(entry, bearer);
        if (mail is null)
            return new(batch.Keys, new Outcome.Dropped("There is nobody to send it to, or it came too late."));
        if (!recipients.Allows(mail.To.Address))
            return new(batch.Keys, new Outcome.Dropped("Not sent: the recipient is not among those allowed here (Mail:AllowedRecipients)."));
        return await transport.Send(mail, CancellationToken.None) switch
        {
            MailResult.Accepted accepted => new(batch.Keys, new Outcome.Sent(accepted.Reference) { References = [accepted.Reference] }),
            MailResult.Refused refused => new(batch.Keys, new Outcome.Failed(Anonymous(refused.Reason, mail))),
            MailResult.Unavailable later => new(batch.Keys, batch.Again(time.GetUtcNow(), batch.Receipts, Anonymous(later.Reason, mail))),
            var result => throw new InvalidOperationException($"Unknown result {result}."),
        };
    }

    private async ValueTask<OutgoingMail?> SignIn(LedgerEntry entry, LinkBearer bearer)
    {
        var person = (await people.List(new(Id: bearer.Holder))).FirstOrDefault(p => p.RevokedAt is null);
        // Half of its time is left by then, or it is not worth sending.
        if (person is null || time.GetUtcNow() - entry.OwedAt > LinkTerms.SignIn / 2)
            return null;
        return mails.SignIn(person, entry, await links.Token(bearer, null, entry.OwedAt));
    }

    private async ValueTask<OutgoingMail?> NewLink(LedgerEntry entry, LinkBearer bearer)
    {
        if ((await strategies.Load(StreamId.Of(bearer.Strategy!.Value))).State is not StrategyState.Registered { Strategy: var strategy }
            || strategy.Find(bearer.Institution!.Value) is not { } institution
            || institution.Contacts.FirstOrDefault(c => LinkToken.HolderOf(c) == bearer.Holder) is not { } contact)
            return null;
        var workflow = bearer.Workflow is { } id ? WorkflowViews.WorkflowOf((await workflows.Load(StreamId.Of(id))).State) : null;
        var task = bearer.Task is { } taskId ? workflow?.Tasks.GetValueOrDefault(taskId) : null;
        var token = await links.Token(bearer, task, entry.OwedAt);
        return mails.NewLink(contact, institution, entry, workflow, task, token);
    }

    private static string Anonymous(string reason, OutgoingMail mail) =>
        reason.Replace(mail.To.Address, "the recipient", StringComparison.OrdinalIgnoreCase);
}
