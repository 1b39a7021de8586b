using System.Text;
using MimeKit;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Mail;

/// <summary>Reads the .eml files that <see cref="PickupFolderTransport"/> wrote.</summary>
/// <param name="folder">It need not exist yet.</param>
public sealed class PickupFolder(string folder) : ISentMails
{
    private const string Pattern = "*.eml";

    public ValueTask<IReadOnlyList<SentMail>> List(string? before, int limit, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(folder))
            return new([]);
        var names = new DirectoryInfo(folder).EnumerateFiles(Pattern).Select(f => f.Name)
            .Where(n => before is null || string.CompareOrdinal(n, before) < 0)
            .OrderDescending(StringComparer.Ordinal)
            .Take(limit);
        var mails = new List<SentMail>();
        foreach (var name in names)
        {
            // A mail server may have taken it meanwhile.
            if (Read(name, cancellation) is { } mail)
                mails.Add(HeadOf(name, mail));
        }

        return new(mails);
    }

    public async ValueTask<SentMailContent?> Open(string name, CancellationToken cancellation = default)
    {
        // A name, never a path: what lies elsewhere is no mail.
        if (!name.EndsWith(".eml", StringComparison.Ordinal) || Path.GetFileName(name) != name || Read(name, cancellation) is not { } mail)
            return null;
        var file = await File.ReadAllBytesAsync(Path.Combine(folder, name), cancellation);
        var calendar = mail.BodyParts.OfType<TextPart>().FirstOrDefault(p => p.ContentType.IsMimeType("text", "calendar"));
        return new(HeadOf(name, mail), mail.TextBody ?? "", mail.HtmlBody ?? "", calendar?.GetText(Encoding.UTF8), file);
    }

    private MimeMessage? Read(string name, CancellationToken cancellation)
    {
        try
        {
            return MimeMessage.Load(Path.Combine(folder, name), cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static SentMail HeadOf(string name, MimeMessage mail) => new(
        name,
        mail.Date.ToUniversalTime(),
        string.Join(", ", mail.To.Mailboxes.Select(m => string.IsNullOrEmpty(m.Name) ? m.Address : $"{m.Name} <{m.Address}>")),
        mail.Subject ?? "",
        mail.Body?.Headers[HeaderId.ContentLanguage] switch { "bg" => Language.Bg, "en" => Language.En, _ => null });
}
