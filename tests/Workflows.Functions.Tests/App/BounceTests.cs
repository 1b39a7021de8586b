using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Functions.Mail;
using Workflows.Functions.Orchestrations;
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

    [Theory]
    [InlineData("bounce", EffectState.Failed, "SendGrid: bounce 5.1.1.")]
    [InlineData("delivered", EffectState.Sent, null)]
    public async Task GivenAMailThatMayHaveGoneOutAndIsNeededNoMore_ThenItIsUnknownUntilSendGridTells(string told, EffectState state, string? note)
    {
        var task = WorkflowViews.WorkflowOf(await People.State(_app))!.Tasks.Values.First(t => t.IsOwed);
        _sendGrid.Answer = response => response.StatusCode = 500;
        await Run(new WorkflowCommand.Extend(task.Id, task.Deadline.Due.AddDays(3), "Още време"));
        var mail = (string)_sendGrid.Mails[^1]["personalizations"]![0]!["custom_args"]![SendGridTransport.KeyArgument]!;
        // It is to be tried again, so that nothing is said of it yet.
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Tell(Event(told, mail)));
        _sendGrid.Answer = response => response.StatusCode = 202;
        _clock.Now += TimeSpan.FromMinutes(2);
        await Run(new WorkflowCommand.WaiveTask(task.Id, "Не е нужно"));

        var left = Assert.Single(await Mails(EffectState.Unknown));
        Assert.True(left.LeftUnknown);
        Assert.Equal(MailKind.DeadlineMoved, Mail(left).Kind);
        Assert.Equal(HttpStatusCode.NoContent, await Tell(Event(told, mail)));
        Assert.Equal(HttpStatusCode.NoContent, await Tell(Event(told, mail)));

        var entry = Assert.Single(await Mails(state), e => e.Key == left.Key);
        Assert.Equal(note ?? mail, entry.Note);
        Assert.Empty(await Mails(EffectState.Unknown));
        var events = await _app.Http.GetStringAsync($"/api/workflows/{People.Cycle}/events?limit=100");
        Assert.Equal(told == "bounce" ? 1 : 0, events.Split("\"commented\"").Length - 1);
    }

    [Fact]
    public async Task GivenWhatSendGridSaysOfALink_ThenItIsKnownAndChangesNothing()
    {
        var outbox = _app.Services.GetRequiredService<IOutbox>();
        await outbox.Owe(new("sevlievo"), new("access/link/1", "send-link", null, _clock.Now, "{}"u8.ToArray()), _clock.Now);
        await outbox.Claim(["send-link"], _clock.Now, 1);
        await outbox.Settle(["access/link/1"], new Delivery.Sent("link@sevlievo.example.org") { References = ["link@sevlievo.example.org"] });

        Assert.Equal(HttpStatusCode.NoContent, await Tell(Bounce("link@sevlievo.example.org")));
        Assert.Empty(await Mails(EffectState.Failed));
    }

    [Fact]
    public async Task GivenAForgedEvent_ThenNothingChanges()
    {
        var entry = (await Mails(EffectState.Sent))[0];
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(HttpStatusCode.Forbidden, await Tell(Bounce(entry.Note!), forger));

        Assert.Empty(await Mails(EffectState.Failed));
    }

    private static Effect.SendMail Mail(LedgerEntry entry) => (Effect.SendMail)EventFormat.ReadEffect(entry.Body);

    private static string Bounce(string messageId) => Event("bounce", messageId);

    private static string Event(string told, string messageId) =>
        new JsonArray(new JsonObject { ["event"] = told, ["type"] = told, ["status"] = "5.1.1", [SendGridTransport.KeyArgument] = messageId, ["email"] = "x@example.org" }).ToJsonString();

    private async Task Run(WorkflowCommand command)
    {
        var result = await _app.Services.GetRequiredService<WorkflowRunner>().Run(StreamId.Of(People.Cycle), command, Actor.Coordinator("coordinator"), _clock.Now);
        Assert.IsType<RunResult<WorkflowState, WorkflowEvent>.Done>(result);
        await _app.Client.Wake(StreamId.Of(People.Cycle), CancellationToken.None);
        await _people.Settled(_app);
    }

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
