using System.Globalization;
using System.Net;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Workflows.Functions.Mail;

/// <summary>
/// Hands mail to SendGrid, which takes no key that would keep it from sending twice: the Message-ID is the same for every attempt, so a
/// mailbox can tell. The Message-ID is also all that SendGrid is told of what the mail is about.
/// </summary>
internal sealed class SendGridTransport(ISendGridClient client, MailAddressee from, TimeProvider time) : IMailTransport
{
    /// <summary>The custom argument that comes back with every event of the mail.</summary>
    public const string KeyArgument = "key";

    private DateTimeOffset _notBefore;

    public async ValueTask<MailResult> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        if (time.GetUtcNow() < _notBefore)
            return new MailResult.Unavailable($"SendGrid takes no more before {_notBefore:O}.");
        try
        {
            var response = await client.SendEmailAsync(Message(mail), cancellation);
            Remember(response);
            return Result(response.StatusCode, mail);
        }
        catch (HttpRequestException broken)
        {
            return new MailResult.Unavailable(broken.HttpRequestError.ToString(), MayBeOut: !IsUnreachable(broken.HttpRequestError));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new MailResult.Unavailable("SendGrid did not answer in time.", MayBeOut: true);
        }
    }

    private SendGridMessage Message(OutgoingMail mail)
    {
        var message = new SendGridMessage
        {
            From = new EmailAddress(from.Address, from.Name),
            Subject = mail.Subject,
            TrackingSettings = new TrackingSettings
            {
                ClickTracking = new ClickTracking { Enable = false, EnableText = false },
                OpenTracking = new OpenTracking { Enable = false },
                SubscriptionTracking = new SubscriptionTracking { Enable = false },
            },
        };
        message.AddTo(new EmailAddress(mail.To.Address, mail.To.Name));
        message.AddCustomArg(KeyArgument, mail.MessageId);
        message.AddHeader("Message-ID", $"<{mail.MessageId}>");
        // RFC 3834: nobody's holiday notice is to answer it.
        message.AddHeader("Auto-Submitted", "auto-generated");
        message.AddContent(MimeType.Text, mail.Text);
        message.AddContent(MimeType.Html, mail.Html);
        if (mail.Calendar is { } calendar)
            message.AddContent($"text/calendar; method={calendar.Method}", calendar.Content);
        return message;
    }

    /// <summary>A wrong key (401, 403) says nothing about the mail: an administrator puts it right while the mail waits.</summary>
    private static MailResult Result(HttpStatusCode status, OutgoingMail mail) => (int)status switch
    {
        >= 200 and < 300 => new MailResult.Accepted(mail.MessageId),
        401 or 403 or 408 or 429 or 503 => new MailResult.Unavailable($"SendGrid answered {(int)status}."),
        >= 500 => new MailResult.Unavailable($"SendGrid answered {(int)status}.", MayBeOut: true),
        _ => new MailResult.Refused($"SendGrid answered {(int)status}."),
    };

    private static bool IsUnreachable(HttpRequestError error) => error
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    private void Remember(Response response)
    {
        var spent = response.StatusCode is HttpStatusCode.TooManyRequests || Number(response, "X-RateLimit-Remaining") == 0;
        if (spent && Number(response, "X-RateLimit-Reset") is { } reset)
            _notBefore = DateTimeOffset.FromUnixTimeSeconds(reset);
    }

    private static long? Number(Response response, string header) =>
        response.Headers is { } headers && headers.TryGetValues(header, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
