namespace Workflows.Core.Ports;

/// <summary>A mail that was written down instead of sent.</summary>
/// <param name="Name">Of its file; begins with its moment, so that names sort by it.</param>
/// <param name="To">Name and address.</param>
/// <param name="Language">Null where the mail does not say.</param>
public sealed record SentMail(string Name, DateTimeOffset Date, string To, string Subject, Language? Language);

/// <param name="Calendar">The iCalendar object, or null.</param>
/// <param name="File">The whole mail as a mail program opens it.</param>
public sealed record SentMailContent(SentMail Mail, string Text, string Html, string? Calendar, ReadOnlyMemory<byte> File);

/// <summary>The mails of an installation that writes them into a folder. A host that hands them to a mail server has none.</summary>
public interface ISentMails
{
    /// <summary>Newest first.</summary>
    /// <param name="before">Continue with those older than the mail of this name; null begins with the newest.</param>
    ValueTask<IReadOnlyList<SentMail>> List(string? before, int limit, CancellationToken cancellation = default);

    /// <summary>Null when there is no such mail.</summary>
    ValueTask<SentMailContent?> Open(string name, CancellationToken cancellation = default);
}
