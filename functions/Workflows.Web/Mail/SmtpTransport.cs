using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Workflows.Core.Ports;

namespace Workflows.Web.Mail;

/// <summary>
/// Hands mail to an SMTP server, each over a connection of its own. What the server refuses for good (5xx) is refused; everything else
/// that goes wrong is worth another try, also a wrong password, which an administrator puts right while the mail waits.
/// </summary>
public sealed class SmtpTransport(SmtpSettings settings, MailAddressee from) : IMailTransport
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    public async ValueTask<MailResult> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(settings.Timeout);
        try
        {
            using var message = MimeMessageBuilder.Build(mail, from);
            using var client = Client();
            await client.SendMailAsync(message, timeout.Token);
            return new MailResult.Accepted(mail.MessageId);
        }
        catch (FormatException)
        {
            return new MailResult.Refused("The address is not one that mail can be sent to.");
        }
        catch (SmtpException e)
        {
            return Result(e);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new MailResult.Unavailable($"The server did not answer within {settings.Timeout.TotalSeconds} seconds.", MayBeOut: true);
        }
    }

    private SmtpClient Client() => new(settings.Host, settings.Port)
    {
        // Holds for the farewell only, after which nothing depends on the server; the rest has the token's limit.
        Timeout = (int)Math.Min(settings.Timeout.TotalMilliseconds, LongestFarewell.TotalMilliseconds),
        EnableSsl = settings.StartTls,
        Credentials = settings.UserName is { } name ? new NetworkCredential(name, settings.Password) : null,
    };

    private static MailResult Result(SmtpException e)
    {
        var code = (int)e.StatusCode;
        var reason = code > 0 ? $"{code} {e.Message}" : e.InnerException?.Message ?? e.Message;
        return code is >= 500 and < 600 && !IsAboutSigningIn(code) ? new MailResult.Refused(reason) : new MailResult.Unavailable(reason, MayBeOut: !IsAnswer(e));
    }

    /// <summary>Whether the server said no, or could not be reached at all; anything else may have broken off after it had the mail.</summary>
    private static bool IsAnswer(SmtpException e) => e.StatusCode > 0 || e.InnerException is SocketException or AuthenticationException;

    /// <summary>RFC 4954 §6 and RFC 3207 §4: these say nothing about the mail.</summary>
    private static bool IsAboutSigningIn(int code) => code is 530 or 534 or 535 or 538;
}
