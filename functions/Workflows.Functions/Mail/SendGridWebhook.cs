using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflows.Functions.Hosting;
using Workflows.Web.Delivery;

namespace Workflows.Functions.Mail;

/// <summary>
/// What SendGrid says later of the mails it took: one that bounced or was dropped becomes a failed one in the ledger, stands at its tasks, and the
/// coordinator is told. Signed by SendGrid; the same event told twice changes nothing.
/// </summary>
internal sealed partial class SendGridWebhook(AppOptions options, TableEffectLedger ledger, Undelivered undelivered, ILogger<SendGridWebhook> log)
{
    public const string Path = "/webhooks/sendgrid";

    private const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    private const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    public async Task<IResult> Receive(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        if (options.Mail.SendGrid.WebhookKey is not { } key || !IsSigned(request.Headers, body.ToArray(), key))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var unknown = false;
        foreach (var e in JsonSerializer.Deserialize<SendGridEvent[]>(body.ToArray()) ?? [])
        {
            if (e is { Key: { } mail, Event: "bounce" or "dropped" })
                unknown |= !await Returned(mail, e.Note, cancellation);
            else
                Told(e.Event, e.Key);
        }

        // Told again later, when the mail that it is about is surely recorded.
        return TypedResults.StatusCode(unknown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent);
    }

    private async Task<bool> Returned(string mail, string note, CancellationToken cancellation)
    {
        var entries = await ledger.SentAs(mail, cancellation);
        foreach (var entry in entries.Where(e => e.State is EffectState.Sent))
            await undelivered.Report(entry, note);
        await ledger.Bounce([.. entries.Select(e => e.Key)], note, cancellation);
        return entries.Count > 0;
    }

    /// <summary>ECDSA over the timestamp and the bytes of the body, as they came.</summary>
    /// <param name="key">The public key as SendGrid shows it: SubjectPublicKeyInfo in base64.</param>
    internal static bool IsSigned(IHeaderDictionary headers, byte[] body, string key)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
            var signature = Convert.FromBase64String(headers[SignatureHeader].ToString());
            byte[] signed = [.. Encoding.UTF8.GetBytes(headers[TimestampHeader].ToString()), .. body];
            return ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "SendGrid: {Event} of {Key}.")]
    private partial void Told(string? @event, string? key);

    private sealed record SendGridEvent(
        [property: JsonPropertyName("event")] string? Event,
        [property: JsonPropertyName(SendGridTransport.KeyArgument)] string? Key,
        [property: JsonPropertyName("status")] string? Status,
        [property: JsonPropertyName("type")] string? Type)
    {
        /// <summary>Without the provider's own words, which hold the address.</summary>
        public string Note => $"{string.Join(' ', new[] { "SendGrid:", Event, Type == Event ? null : Type, Status }.OfType<string>())}.";
    }
}
