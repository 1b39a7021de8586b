using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SendGrid;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Functions.Mail;
using Workflows.Functions.Tests.App;

namespace Workflows.Functions.Tests.Mail;

public sealed class SendGridTransportTests
{
    private static readonly DateTimeOffset Now = new(2018, 3, 5, 10, 0, 0, TimeSpan.Zero);

    private static readonly OutgoingMail Mail = new(
        "0123@sevlievo.example.org", Now, new("Кмет", "mayor@sevlievo.example.org"), Language.Bg, "Доклад до 30 март", "Текст", "<p>Текст</p>",
        new("PUBLISH", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"));

    private readonly StandingClock _clock = new(Now);

    [Fact]
    public async Task A_mail_is_handed_over_with_its_key_and_without_tracking()
    {
        await using var server = await SendGridServer.Start();

        Assert.Equal(new MailResult.Accepted(Mail.MessageId), await Transport(server).Send(Mail));

        var posted = Assert.Single(server.Mails);
        Assert.Equal("<0123@sevlievo.example.org>", (string?)posted["personalizations"]![0]!["headers"]!["Message-ID"]);
        Assert.Equal("auto-generated", (string?)posted["personalizations"]![0]!["headers"]!["Auto-Submitted"]);
        Assert.Equal("""{"key":"0123@sevlievo.example.org"}""", posted["personalizations"]![0]!["custom_args"]!.ToJsonString());
        Assert.Equal("Кмет", (string?)posted["personalizations"]![0]!["to"]![0]!["name"]);
        Assert.Equal(
            ["text/plain", "text/html", "text/calendar; method=PUBLISH"], posted["content"]!.AsArray().Select(c => (string?)c!["type"]));
        Assert.Equal(Mail.Calendar!.Content, (string?)posted["content"]![2]!["value"]);
        Assert.Null(posted["categories"]);
        Assert.All(["click_tracking", "open_tracking"], t => Assert.False(Enabled(posted, t)));
    }

    [Theory]
    [InlineData(400, typeof(MailResult.Refused), false)]
    [InlineData(413, typeof(MailResult.Refused), false)]
    [InlineData(401, typeof(MailResult.Unavailable), false)]
    [InlineData(403, typeof(MailResult.Unavailable), false)]
    [InlineData(429, typeof(MailResult.Unavailable), false)]
    [InlineData(500, typeof(MailResult.Unavailable), true)]
    [InlineData(503, typeof(MailResult.Unavailable), false)]
    public async Task What_is_refused_for_good_is_told_from_what_is_worth_another_try(int status, Type expected, bool mayBeOut)
    {
        await using var server = await SendGridServer.Start();
        server.Answer = response => response.StatusCode = status;

        var result = await Transport(server).Send(Mail);

        Assert.IsType(expected, result);
        Assert.Equal(mayBeOut, result is MailResult.Unavailable { MayBeOut: true });
    }

    [Fact]
    public async Task GivenARateLimitThatIsSpent_ThenNothingIsSentBeforeItsReset()
    {
        await using var server = await SendGridServer.Start();
        server.Answer = response =>
        {
            response.StatusCode = StatusCodes.Status202Accepted;
            response.Headers["X-RateLimit-Remaining"] = "0";
            response.Headers["X-RateLimit-Reset"] = Now.AddSeconds(30).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        };
        var transport = Transport(server);

        Assert.IsType<MailResult.Accepted>(await transport.Send(Mail));
        Assert.IsType<MailResult.Unavailable>(await transport.Send(Mail));
        _clock.Now = Now.AddSeconds(30);
        Assert.IsType<MailResult.Accepted>(await transport.Send(Mail));

        Assert.Equal(2, server.Mails.Count);
    }

    [Fact]
    public async Task GivenAServerThatIsNotThere_ThenTheMailIsWorthAnotherTry()
    {
        var server = await SendGridServer.Start();
        var transport = Transport(server);
        await server.DisposeAsync();

        Assert.False(Assert.IsType<MailResult.Unavailable>(await transport.Send(Mail)).MayBeOut);
    }

    private SendGridTransport Transport(SendGridServer server) =>
        new(new SendGridClient("SG.test", server.Url), new("Workflows", "workflows@sevlievo.example.org"), _clock);

    private static bool Enabled(JsonNode posted, string tracking) => (bool?)posted["tracking_settings"]![tracking]!["enable"] ?? true;
}
