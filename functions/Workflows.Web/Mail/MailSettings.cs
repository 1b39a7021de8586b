using Workflows.Core.Ports;

namespace Workflows.Web.Mail;

/// <summary>What every mail of an installation has in common.</summary>
/// <param name="Site">Where the pages are, with a slash at the end.</param>
/// <param name="Domain">The right-hand side of Message-IDs and of calendar UIDs. It never changes, or calendars would show events twice.</param>
/// <param name="From">Sender of the mail and organizer of the calendar events.</param>
public sealed record MailSettings(Uri Site, string Domain, MailAddressee From);
