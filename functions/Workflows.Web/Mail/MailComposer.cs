using Workflows.Core.Ports;
using Workflows.Core.Strategies;

namespace Workflows.Web.Mail;

/// <summary>Puts a mail in words, in the language of the contact it goes to.</summary>
public sealed class MailComposer(MailSettings settings, TaskLinks links)
{
    public OutgoingMail Compose(MailOrder order, Contact contact)
    {
        var text = string.Join('\n', order.Items.SelectMany(i => i.Mail.Tasks.Select(t => links.To(i.Mail.Workflow, t))));
        return new(
            MailIdentity.MessageId(order.Keys, contact, settings.Domain),
            order.OwedAt,
            new(contact.Name, contact.Email),
            contact.Language,
            order.Strategy.Title.In(contact.Language),
            text,
            text,
            null);
    }
}
