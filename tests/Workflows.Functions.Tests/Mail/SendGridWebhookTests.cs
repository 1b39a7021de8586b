using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.Functions.Hosting;
using Workflows.Functions.Mail;
using Workflows.Functions.Tests.Storage;

namespace Workflows.Functions.Tests.Mail;

public sealed class SendGridWebhookTests
{
    // Made with OpenSSL (prime256v1, SHA-256, DER) over the timestamp and the body.
    private const string Key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEiMBUqt9JOoGwq6UwQYa51LDaL55wuVDq2hyvD806vIHfxW7jID54ql9TWWLCYFOEBYSzcD6FIkYwtBmMV8k0hw==";
    private const string Signature = "MEUCIQCVFLEI5Ed8wioXxpeUqnDracE6Nbq/rX5xGX7PBeL7IAIgR2b98eb6a82DUyXBUwNglkpdFeOF/sR9eTmqrmGOusU=";
    private const string Timestamp = "1588788367";
    private const string Body = "[{\"event\":\"bounce\",\"key\":\"k@sevlievo.example.org\",\"type\":\"bounce\",\"status\":\"5.1.1\"}]\r\n";

    [Theory]
    [InlineData(Key, Signature, Timestamp, Body, true)]
    [InlineData(Key, Signature, "1588788368", Body, false)]
    [InlineData(Key, Signature, Timestamp, Body + " ", false)]
    [InlineData(Key, "", Timestamp, Body, false)]
    [InlineData(Key, "no base64", Timestamp, Body, false)]
    [InlineData("bm8ga2V5", Signature, Timestamp, Body, false)]
    public void A_signature_covers_the_timestamp_and_every_byte(string key, string signature, string timestamp, string body, bool valid) =>
        Assert.Equal(valid, SendGridWebhook.IsSigned(Headers(signature, timestamp), Encoding.UTF8.GetBytes(body), key));

    [Fact]
    public async Task GivenABounce_ThenTheMailHasFailedHoweverOftenItIsTold()
    {
        await using var store = await AzureStore.Start();
        await store.Events.Commit(Given.Owing("a", Given.Effect("a/1/0")));
        await store.Ledger.Claim(["send-mail"], Given.Noon, 1);
        Assert.Equal(503, await Tell(store, Signature));
        await store.Ledger.Settle(["a/1/0"], new Delivery.Sent("k@sevlievo.example.org"));

        Assert.Equal(204, await Tell(store, Signature));
        Assert.Equal(204, await Tell(store, Signature));

        var entry = Assert.Single(await store.Ledger.List(new(null, null, null, null, null, 10)));
        Assert.Equal((EffectState.Failed, "SendGrid: bounce bounce 5.1.1"), (entry.State, entry.Note));
    }

    [Fact]
    public async Task GivenAForgedEvent_ThenNothingChanges()
    {
        await using var store = await AzureStore.Start();

        Assert.Equal(403, await Tell(store, Signature[..^2] + "A="));
        Assert.Equal(403, await Tell(store, Signature, key: null));
    }

    private static async Task<int?> Tell(AzureStore store, string signature, string? key = Key)
    {
        var http = new DefaultHttpContext();
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Body));
        foreach (var (name, value) in Headers(signature, Timestamp))
            http.Request.Headers[name] = value;
        var webhook = new SendGridWebhook(
            new AppOptions { Mail = new() { SendGrid = new() { WebhookKey = key } } }, store.Tables, NullLogger<SendGridWebhook>.Instance);
        return ((IStatusCodeHttpResult)await webhook.Receive(http.Request, CancellationToken.None)).StatusCode;
    }

    private static HeaderDictionary Headers(string signature, string timestamp) => new()
    {
        ["X-Twilio-Email-Event-Webhook-Signature"] = signature,
        ["X-Twilio-Email-Event-Webhook-Timestamp"] = timestamp,
    };
}
