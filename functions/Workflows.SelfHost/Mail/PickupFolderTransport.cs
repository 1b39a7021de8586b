using System.Net.Mail;
using Workflows.Core.Ports;
using Workflows.Web.Mail;

namespace Workflows.SelfHost.Mail;

/// <summary>
/// Puts each mail as an .eml file into a folder, from which a mail server picks it up or a person opens it. A file appears whole, and
/// a mail sent twice is one file.
/// </summary>
/// <param name="folder">Created where it is missing.</param>
public sealed class PickupFolderTransport(string folder, MailAddressee from) : IMailTransport
{
    // The framework writes to absolute folders only.
    private readonly string _folder = Path.GetFullPath(folder);

    public async ValueTask<MailResult> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        // On the same volume, so that the file can be moved in one step; left behind by a killed process, it disturbs nobody.
        var work = Path.Combine(_folder, ".writing", Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(work);
            using (var message = MimeMessageBuilder.Build(mail, from))
            using (var client = new SmtpClient())
            {
                client.DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory;
                client.PickupDirectoryLocation = work;
                await client.SendMailAsync(message, cancellation);
            }

            var written = await File.ReadAllBytesAsync(Directory.EnumerateFiles(work).Single(), cancellation);
            var name = EmlFile.NameOf(mail);
            var ready = Path.Combine(work, name);
            await Write(ready, EmlFile.Settled(written, mail), cancellation);
            File.Move(ready, Path.Combine(_folder, name), overwrite: true);
            return new MailResult.Accepted(name);
        }
        catch (FormatException)
        {
            return new MailResult.Refused("The address is not one that mail can be sent to.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new MailResult.Unavailable($"The pickup folder cannot be written: {e.GetBaseException().Message}");
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    private static async Task Write(string path, byte[] content, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(content, cancellation);
        file.Flush(flushToDisk: true);
    }
}
