using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Functions.Mail;
using Workflows.Functions.Tests.Storage;

namespace Workflows.Functions.Tests.App;

/// <summary>What becomes of a mail that SendGrid took and could not deliver.</summary>
public sealed class BounceTests : IAsyncLifetime
{
    private readonly StandingClock _clock = new(new(2018, 1, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly ECDsa _signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private AzureStore _store = null!;
    private SendGridServer _sendGrid = null!;
    private TheApp _app = null!;
    private People _people = null!;

    public async Task InitializeAsync()
    {
        _store = await AzureStore.Start();
        _sendGrid = await SendGridServer.Start();
        _people = new People(_clock);
        _app = await TheApp.Start(
            _store.Storage, _clock, _sendGrid, settings: new() { ["Workflows:Mail:SendGrid:WebhookKey"] = Convert.ToBase64String(_signer.ExportSubjectPublicKeyInfo()) });
        await _people.Begin(_app);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sendGrid.DisposeAsync();
        await _store.DisposeAsync();
        _signer.Dispose();
    }

    [Fact]
    public async Task GivenAMailThatBounces_ThenItHasFailedStandsAtItsTaskAndTheCoordinatorIsToldOnce()
    {
        var entry = (await Mails(EffectState.Sent)).First(e => Mail(e) is { Kind: MailKind.Assignment } mail && mail.To.Value == "mayor");
        var before = _sendGrid.Mails.Count;

        Assert.Equal(HttpStatusCode.NoContent, await Tell(Bounce(entry.Note!)));
        Assert.Equal(HttpStatusCode.NoContent, await Tell(Bounce(entry.Note!)));
        await _people.Settled(_app);

        var failed = Assert.Single(await Mails(EffectState.Failed));
        Assert.Equal((entry.Key, "SendGrid: bounce 5.1.1."), (failed.Key, failed.Note));
        var events = await _app.Http.GetStringAsync($"/api/workflows/{People.Cycle}/events?limit=100");
        Assert.Equal(1, events.Split("\"commented\"").Length - 1);
        var told = Assert.Single(_sendGrid.Mails.Skip(before));
        Assert.Contains("не можа да бъде доставено: SendGrid: bounce 5.1.1.", (string)told["content"]![0]!["value"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenABounceOfAMailThatIsNotRecordedYet_ThenItIsToBeToldAgain() =>
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Tell(Bounce("unknown@sevlievo.example.org")));

    [Fact]
    public async Task GivenAForgedEvent_ThenNothingChanges()
    {
        var entry = (await Mails(EffectState.Sent))[0];
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(HttpStatusCode.Forbidden, await Tell(Bounce(entry.Note!), forger));

        Assert.Empty(await Mails(EffectState.Failed));
    }

    private static Effect.SendMail Mail(LedgerEntry entry) => (Effect.SendMail)EventFormat.ReadEffect(entry.Body);

    private static string Bounce(string messageId) =>
        new JsonArray(new JsonObject { ["event"] = "bounce", ["type"] = "bounce", ["status"] = "5.1.1", [SendGridTransport.KeyArgument] = messageId, ["email"] = "x@example.org" }).ToJsonString();

    private ValueTask<IReadOnlyList<LedgerEntry>> Mails(EffectState state) =>
        _app.Services.GetRequiredService<IEffectLedger>().List(new(null, null, EffectKinds.SendMail, state, null, 100));

    private async Task<HttpStatusCode> Tell(string body, ECDsa? signer = null)
    {
        const string Timestamp = "1588788367";
        using var anybody = new HttpClient { BaseAddress = _app.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, SendGridWebhook.Path) { Content = new StringContent(body) };
        var signature = (signer ?? _signer).SignData(Encoding.UTF8.GetBytes(Timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature));
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", Timestamp);
        return (await anybody.SendAsync(request)).StatusCode;
    }
}
