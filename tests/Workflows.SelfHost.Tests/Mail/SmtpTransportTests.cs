using System.Net;
using System.Net.Sockets;
using Workflows.Core.Ports;
using Workflows.Web.Mail;

namespace Workflows.SelfHost.Tests.Mail;

public sealed class SmtpTransportTests
{
    [Fact]
    public async Task A_mail_arrives_as_it_was_written()
    {
        await using var server = new SmtpServer();

        var result = await Send(server, SampleMail.With(calendar: SampleMail.Calendar));

        Assert.Equal(new MailResult.Accepted("0123456789abcdef0123456789abcdef@mail.sevlievo.example.org"), result);
        Assert.Contains("MAIL FROM:<strategy@sevlievo.example.org>", server.Commands);
        Assert.Contains("RCPT TO:<maria@example.org>", server.Commands);
        var received = MimeWalk.Read(Quoted(Assert.Single(server.Received)));
        Assert.Equal("<0123456789abcdef0123456789abcdef@mail.sevlievo.example.org>", received["message-id"]);
        Assert.Equal(SampleMail.With().Subject, received["subject"]);
        Assert.Equal("auto-generated", received["auto-submitted"]);
        Assert.Equal(SampleMail.Text.ReplaceLineEndings("\r\n"), received.Parts[0].Content);
        Assert.Equal(("text/calendar", "method=CANCEL"), (received.Parts[2].Type, received.Parts[2].Parameters[0]));
    }

    [Theory]
    [InlineData("CONNECT", "421 too many connections")]
    [InlineData("MAIL", "421 closing down")]
    [InlineData("MAIL", "451 try again")]
    [InlineData("MAIL", "530 5.7.0 sign in first")]
    [InlineData("RCPT", "450 mailbox busy")]
    [InlineData("RCPT", "452 no room")]
    [InlineData("DATA", "451 try again")]
    [InlineData(".\r\n", "451 greylisted")]
    [InlineData(".\r\n", "421 closing down")]
    [InlineData("CONNECT", null)]
    [InlineData("RCPT", null)]
    [InlineData("DATA", null)]
    [InlineData(".\r\n", null)]
    public async Task What_may_pass_is_tried_again(string at, string? answer)
    {
        await using var server = new SmtpServer();
        server.Says[at] = answer;

        Assert.IsType<MailResult.Unavailable>(await Send(server, SampleMail.With()));
    }

    [Theory]
    [InlineData("CONNECT", "554 no service for you")]
    [InlineData("RCPT", "550 no such user")]
    [InlineData("RCPT", "553 mailbox name not allowed")]
    [InlineData("MAIL", "550 sender not allowed")]
    [InlineData(".\r\n", "554 content refused")]
    [InlineData(".\r\n", "552 too big")]
    public async Task What_is_refused_for_good_is_refused(string at, string answer)
    {
        await using var server = new SmtpServer();
        server.Says[at] = answer;

        var refused = Assert.IsType<MailResult.Refused>(await Send(server, SampleMail.With()));

        Assert.StartsWith(answer[..3], refused.Reason, StringComparison.Ordinal);
        Assert.Contains(answer[4..], refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("RCPT")]
    [InlineData(".\r\n")]
    public async Task A_server_that_says_nothing_is_not_waited_for_for_ever(string at)
    {
        await using var server = new SmtpServer();
        server.Says[at] = "";

        Assert.True(Assert.IsType<MailResult.Unavailable>(await Send(server, SampleMail.With(), TimeSpan.FromMilliseconds(300))).MayBeOut);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("421 leave me alone")]
    public async Task What_was_accepted_stays_accepted_however_the_server_parts(string? farewell)
    {
        await using var server = new SmtpServer();
        server.Says["QUIT"] = farewell;

        Assert.IsType<MailResult.Accepted>(await Send(server, SampleMail.With(), TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task A_server_that_does_not_listen_is_tried_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.False(Assert.IsType<MailResult.Unavailable>(await Transport(port).Send(SampleMail.With())).MayBeOut);
    }

    [Fact]
    public async Task Nothing_is_sent_in_the_clear_where_encryption_is_asked_for()
    {
        await using var server = new SmtpServer();
        var transport = new SmtpTransport(
            new("127.0.0.1", server.Port, StartTls: true, "user", "secret", SmtpSettings.DefaultTimeout), SampleMail.From);

        Assert.IsType<MailResult.Unavailable>(await transport.Send(SampleMail.With()));

        Assert.DoesNotContain(server.Commands, c => c.StartsWith("MAIL", StringComparison.Ordinal) || c.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GivenNoAddress_ThenTheMailIsRefused()
    {
        await using var server = new SmtpServer();

        Assert.IsType<MailResult.Refused>(await Send(server, SampleMail.With(to: "nobody")));
    }

    /// <summary>The framework writes the boundary without quotes, which is allowed too; the walk here is stricter.</summary>
    private static byte[] Quoted(byte[] message) => System.Text.Encoding.Latin1.GetBytes(
        System.Text.RegularExpressions.Regex.Replace(System.Text.Encoding.Latin1.GetString(message), "boundary=([^\\s\"]+)", "boundary=\"$1\""));

    private static async Task<MailResult> Send(SmtpServer server, OutgoingMail mail, TimeSpan? timeout = null) =>
        await Transport(server.Port, timeout).Send(mail);

    private static SmtpTransport Transport(int port, TimeSpan? timeout = null) =>
        new(new("127.0.0.1", port, StartTls: false, null, null, timeout ?? SmtpSettings.DefaultTimeout), SampleMail.From);
}
