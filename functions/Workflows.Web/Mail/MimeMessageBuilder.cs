using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Workflows.Core.Ports;

namespace Workflows.Web.Mail;

/// <summary>
/// A mail as the framework sends it: multipart/alternative with text, HTML and the calendar message, each as base64 in UTF-8, so that
/// no line is too long, none begins with a dot, and no server on the way changes a byte.
/// </summary>
public static class MimeMessageBuilder
{
    /// <exception cref="FormatException">The addressee's address is none.</exception>
    public static MailMessage Build(OutgoingMail mail, MailAddressee from)
    {
        var message = new MailMessage(AddressOf(from), AddressOf(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", $"<{mail.MessageId}>");
        // RFC 3834: nobody's holiday notice is to answer it.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("Content-Language", mail.Language.ToString().ToLowerInvariant());
        message.AlternateViews.Add(View(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Html, MediaTypeNames.Text.Html));
        if (mail.Calendar is { } calendar)
        {
            var view = View(calendar.Content, "text/calendar");
            view.ContentType.Parameters["method"] = calendar.Method;
            message.AlternateViews.Add(view);
        }

        return message;
    }

    private static MailAddress AddressOf(MailAddressee addressee) => new(addressee.Address, addressee.Name, Encoding.UTF8);

    /// <summary>Text in MIME has CRLF line ends (RFC 2046 §4.1.1).</summary>
    private static AlternateView View(string text, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(text.ReplaceLineEndings("\r\n"), Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
