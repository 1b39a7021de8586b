using Workflows.Core.Ports;
using Workflows.SelfHost.Mail;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.SelfHost.Tests.Mail;

public sealed class PickupFolderTransportTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Folder => _directory["mail"];

    [Fact]
    public async Task A_mail_becomes_a_file_that_any_reader_understands()
    {
        var accepted = Assert.IsType<MailResult.Accepted>(await Send(SampleMail.With(calendar: SampleMail.Calendar)));

        var file = Assert.Single(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
        Assert.Equal("20180305-080000-0123456789abcdef0123456789abcdef.eml", accepted.Reference);
        Assert.Equal(accepted.Reference, Path.GetFileName(file));
        var mail = MimeWalk.Read(await File.ReadAllBytesAsync(file));
        Assert.Equal("<0123456789abcdef0123456789abcdef@mail.sevlievo.example.org>", mail["message-id"]);
        Assert.Equal("Mon, 05 Mar 2018 08:00:00 +0000", mail["date"]);
        Assert.Equal("auto-generated", mail["auto-submitted"]);
        Assert.Equal("1.0", mail["mime-version"]);
        Assert.Equal(SampleMail.With().Subject, mail["subject"]);
        Assert.Equal("Община Севлиево – стратегия за социалните услуги <strategy@sevlievo.example.org>", mail["from"]);
        Assert.Equal("Мария Иванова, „главен“ експерт <отдел> <maria@example.org>", mail["to"]);
        Assert.Empty(mail.Headers["x-sender"].Concat(mail.Headers["x-receiver"]));
        Assert.Equal(["text/plain", "text/html", "text/calendar"], mail.Parts.Select(p => p.Type));
        Assert.Equal(SampleMail.Text.ReplaceLineEndings("\r\n"), mail.Parts[0].Content);
        Assert.Equal(["method=CANCEL"], mail.Parts[2].Parameters);
        Assert.Equal(SampleMail.Calendar.Content, mail.Parts[2].Content);
    }

    [Fact]
    public async Task The_same_mail_again_is_the_same_file()
    {
        await Send(SampleMail.With());
        var first = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Folder)));

        await Send(SampleMail.With());

        Assert.Equal(first, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Folder))));
        Assert.Equal(["text/plain", "text/html"], MimeWalk.Read(first).Parts.Select(p => p.Type));
    }

    [Fact]
    public async Task GivenARelativeFolder_ThenItIsBelowTheWorkingDirectory()
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), Folder);

        Assert.IsType<MailResult.Accepted>(await new PickupFolderTransport(relative, SampleMail.From).Send(SampleMail.With()));

        Assert.Single(Directory.GetFiles(Folder));
    }

    [Fact]
    public async Task GivenAFolderThatCannotBeWritten_ThenTheMailIsTriedLater()
    {
        await File.WriteAllTextAsync(Folder, "a file is in the way");

        Assert.IsType<MailResult.Unavailable>(await Send(SampleMail.With()));
    }

    [Fact]
    public async Task GivenNoAddress_ThenTheMailIsRefused() =>
        Assert.IsType<MailResult.Refused>(await Send(SampleMail.With(to: "nobody")));

    public void Dispose() => _directory.Dispose();

    private async Task<MailResult> Send(OutgoingMail mail) => await new PickupFolderTransport(Folder, SampleMail.From).Send(mail);
}
