namespace Workflows.Core.Ports;

/// <summary>A mail ready to be sent.</summary>
/// <param name="MessageId">Without angle brackets; the same for every attempt at the same mail.</param>
/// <param name="Calendar">An iCalendar object, or null.</param>
/// <param name="Date">When it was owed, in UTC; the same for every attempt.</param>
public sealed record OutgoingMail(
    string MessageId,
    DateTimeOffset Date,
    MailAddressee To,
    Language Language,
    string Subject,
    string Text,
    string Html,
    CalendarPart? Calendar);

public sealed record MailAddressee(string Name, string Address);

/// <param name="Method">PUBLISH or CANCEL.</param>
/// <param name="Content">UTF-8 text with CRLF lines (RFC 5545).</param>
public sealed record CalendarPart(string Method, string Content);

public abstract record MailResult
{
    private MailResult()
    {
    }

    /// <param name="Reference">The provider's id or the file's name.</param>
    public sealed record Accepted(string Reference) : MailResult;

    /// <summary>Trying again may help.</summary>
    /// <param name="MayBeOut">It broke off after the mail was handed over, so that it may have been taken.</param>
    public sealed record Unavailable(string Reason, bool MayBeOut = false) : MailResult;

    /// <summary>Trying again will not help: the address or the message was refused.</summary>
    public sealed record Refused(string Reason) : MailResult;
}

public interface IMailTransport
{
    ValueTask<MailResult> Send(OutgoingMail mail, CancellationToken cancellation = default);
}
