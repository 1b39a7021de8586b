using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;

namespace Workflows.Web.Mail;

/// <summary>Puts a mail in words, in the language of the contact it goes to. The same order gives the same mail.</summary>
public sealed class MailComposer(MailSettings settings, TaskLinks links)
{
    /// <param name="recipients">The recipient's own links; without them links lead to the pages for those who sign in.</param>
    public OutgoingMail Compose(MailOrder order, Contact contact, TaskLinks? recipients = null)
    {
        recipients ??= links;
        var calendar = order.Items is [var only] ? new MailCalendar(settings, recipients).Of(only, contact.Language, order.OwedAt) : null;
        var document = Document(order, contact, recipients, calendar);
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

    private static MailDocument Document(MailOrder order, Contact contact, TaskLinks links, MailCalendar.Attached? calendar)
    {
        var language = contact.Language;
        var cards = new TaskCards(language, order.To.Id, links);
        var (subject, blocks) = order.Items.Any(i => i.Mail.Kind is MailKind.Reminder or MailKind.Escalation)
            ? new DigestWords(language, cards).Of(order)
            : new MailWords(language, cards, order.OwedAt).Of(order.Items[0]);
        if (calendar is not null)
            blocks = [.. blocks, new MailBlock.Paragraph(MailText.In(language, calendar.Remark))];
        if (links.All is { } all)
            blocks = [.. blocks, new MailBlock.Reference(new(MailText.In(language, "Open_All"), all))];
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
