using System.Globalization;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Mail;

namespace Workflows.Web.Links;

/// <summary>The mails with links that people asked for.</summary>
public sealed class LinkMails(MailSettings settings)
{
    internal OutgoingMail SignIn(Person person, LedgerEntry entry, string token)
    {
        var until = entry.OwedAt + LinkTerms.SignIn;
        return Write(
            person.Language,
            new(person.Name, person.Email),
            entry,
            MailText.In(person.Language, "SignIn_Subject"),
            MailText.In(person.Language, "SignIn_Intro", CivilTime.TimeOf(until).ToString("HH:mm", CultureInfo.InvariantCulture)),
            new(MailText.In(person.Language, "SignIn_Open"), new(settings.Site, $"sign-in/{token}")),
            MailText.In(person.Language, "SignIn_NotYou"));
    }

    internal OutgoingMail NewLink(Contact contact, Institution institution, LedgerEntry entry, Workflow? workflow, WorkflowTask? task, string token)
    {
        var language = contact.Language;
        var title = task is null ? null : workflow?.StepOf(task)?.Title.In(language) ?? task.Step.Value;
        var links = task is null ? new(settings, null, token) : new TaskLinks(settings, new Dictionary<(WorkflowId, TaskId), string> { [(workflow!.Id, task.Id)] = token });
        return Write(
            language,
            new(contact.Name, contact.Email),
            entry,
            title is null ? MailText.In(language, "NewLink_All_Subject") : MailText.In(language, "NewLink_Subject", title),
            MailText.In(language, "NewLink_Intro", institution.Name.In(language)),
            new(MailText.In(language, task is null ? "Open_All" : "Open_Task"), task is null ? links.All! : links.To(workflow!.Id, task.Id)),
            MailText.In(language, "NewLink_NotYou"));
    }

    private OutgoingMail Write(Language language, MailAddressee to, LedgerEntry entry, string subject, string intro, MailLink link, string notYou)
    {
        var document = new MailDocument(
            language,
            subject.ReplaceLineEndings(" ").Trim(),
            MailText.In(language, "Greeting", to.Name),
            [new MailBlock.Paragraph(intro), new MailBlock.Card(subject, [], link), new MailBlock.Paragraph(notYou)],
            [],
            [MailText.In(language, "Automatic_Link")]);
        var id = MailIdentity.MessageId([entry.Key], new(to.Name, to.Address, language), settings.Domain);
        return new(id, entry.OwedAt, to, language, document.Subject, MailPlain.Write(document), MailHtml.Write(document), null);
    }
}
