using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;

namespace Workflows.Web.Mail;

/// <summary>Puts a mail in words, in the language of the contact it goes to. The same order gives the same mail.</summary>
public sealed class MailComposer(MailSettings settings, TaskLinks links)
{
    private readonly MailCalendar _calendar = new(settings, links);

    public OutgoingMail Compose(MailOrder order, Contact contact)
    {
        var calendar = order.Items is [var only] ? _calendar.Of(only, contact.Language, order.OwedAt) : null;
        var document = Document(order, contact, calendar);
        return new(
            MailIdentity.MessageId(order.Keys, contact, settings.Domain),
            order.OwedAt,
            new(contact.Name, contact.Email),
            contact.Language,
            document.Subject,
            MailPlain.Write(document),
            MailHtml.Write(document),
            calendar?.Part);
    }

    private MailDocument Document(MailOrder order, Contact contact, MailCalendar.Attached? calendar)
    {
        var language = contact.Language;
        var cards = new TaskCards(language, order.To.Id, links);
        var (subject, blocks) = order.Items.Any(i => i.Mail.Kind is MailKind.Reminder or MailKind.Escalation)
            ? new DigestWords(language, cards).Of(order)
            : new MailWords(language, cards).Of(order.Items[0]);
        if (calendar is not null)
            blocks = [.. blocks, new MailBlock.Paragraph(MailText.In(language, calendar.Remark))];
        return new(
            language,
            OneLine(subject),
            MailText.In(language, "Greeting", contact.Name),
            blocks,
            Coordinator(order, language),
            [.. Footer(order, language), MailText.In(language, "Automatic")]);
    }

    private static IReadOnlyList<string> Coordinator(MailOrder order, Language language) =>
        order.Strategy.Find(order.Strategy.Coordinator) is { } coordinator && coordinator.Id != order.To.Id
            ?
            [
                MailText.In(language, "Coordinator", coordinator.Name.In(language)),
                .. coordinator.Contacts.Select(c => MailText.In(language, "Coordinator_Contact", c.Name, c.Email)),
            ]
            : [];

    private static IEnumerable<string> Footer(MailOrder order, Language language) =>
        order.Items
            .Select(i => i.Workflow)
            .Select(w => MailText.In(language, "Footer", w.Context.MunicipalityName.In(language), w.Template.Title.In(language), w.Context.Year))
            .Distinct();

    private static string OneLine(string subject) => subject.ReplaceLineEndings(" ").Trim();
}
