using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Mail;

/// <summary>
/// Makes the file that the framework writes for a mail the same for every attempt: it dates the message with the clock and draws a
/// random boundary, and it adds the envelope as headers, which are no part of a message.
/// </summary>
internal static partial class EmlFile
{
    private const string EndOfHeader = "\r\n\r\n";

    public static byte[] Settled(byte[] written, OutgoingMail mail)
    {
        // Every byte is a character of Latin-1 and comes back as it was.
        var text = Encoding.Latin1.GetString(written);
        var end = text.IndexOf(EndOfHeader, StringComparison.Ordinal);
        var header = Envelope().Replace(text[..end], "");
        header = Date().Replace(header, $"Date: {Rfc5322(mail.Date)}");
        var boundary = Boundary().Match(header).Groups[1].Value;
        var settled = string.Concat(header, text.AsSpan(end)).Replace(boundary, $"=_{mail.MessageId.Split('@')[0]}", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(Boundary().Replace(settled, "boundary=\"$1\"", 1));
    }

    public static string NameOf(OutgoingMail mail) =>
        $"{mail.Date.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{mail.MessageId.Split('@')[0]}.eml";

    private static string Rfc5322(DateTimeOffset date) =>
        date.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    /// <summary>With its folded lines.</summary>
    [GeneratedRegex(@"^X-(Sender|Receiver):[^\r\n]*\r\n([ \t][^\r\n]*\r\n)*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Envelope();

    [GeneratedRegex(@"^Date:[^\r\n]*", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"boundary=([^\s;]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();
}
