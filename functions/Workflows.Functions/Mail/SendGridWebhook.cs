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
/// coordinator is told; one that was left unknown becomes a sent one when it was delivered. Signed by SendGrid; the same event told twice changes
/// nothing.
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
            if (e is { Key: { } mail, Outcome: { } outcome })
                unknown |= !await Followed(mail, outcome, cancellation);
            else
                Told(e.Event, e.Key);
        }

        // Told again later, when the mail that it is about is surely recorded.
        return TypedResults.StatusCode(unknown ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent);
    }

    /// <returns>False when what was told cannot be recorded yet.</returns>
    private async Task<bool> Followed(string mail, Delivery outcome, CancellationToken cancellation)
    {
        if (await ledger.SentAs(mail, cancellation) is not { } entries || entries.Any(e => e.IsWaiting))
            return false;
        if (outcome is Delivery.Failed { Note: var note })
        {
            foreach (var entry in entries.Where(e => TableEffectLedger.Follows(e, outcome)))
                await undelivered.Report(entry, note);
        }

        await ledger.Told([.. entries.Select(e => e.Key)], outcome, cancellation);
        return true;
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
        /// <summary>Null when the event says nothing of where the mail went.</summary>
        public Delivery? Outcome => Event switch
        {
            "bounce" or "dropped" => new Delivery.Failed(Note),
            "delivered" => new Delivery.Sent(Key),
            _ => null,
        };

        /// <summary>Without the provider's own words, which hold the address.</summary>
        private string Note => $"{string.Join(' ', new[] { "SendGrid:", Event, Type == Event ? null : Type, Status }.OfType<string>())}.";
    }
}
