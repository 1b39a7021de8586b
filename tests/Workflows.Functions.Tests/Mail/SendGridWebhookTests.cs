using System.Text;
using Microsoft.AspNetCore.Http;
using Workflows.Functions.Mail;

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

    private static HeaderDictionary Headers(string signature, string timestamp) => new()
    {
        ["X-Twilio-Email-Event-Webhook-Signature"] = signature,
        ["X-Twilio-Email-Event-Webhook-Timestamp"] = timestamp,
    };
}
