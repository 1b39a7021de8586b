using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>Requests under an <c>Idempotency-Key</c> that are no commands: uploads, mails sent again, API keys.</summary>
public sealed class RepeatTests
{
    private const string Upload = "/api/documents?name=a.txt&municipality=sevlievo";

    [Fact]
    public async Task GivenAKey_WhenAnotherRequestUsesIt_ThenItIsRefusedWhicheverWasACommand()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var mail = await FailedMail(host);
        Func<string?, Task<Answered>>[] requests =
        [
            key => host.Administrator.Send("POST", Upload, "one", "text/plain", key),
            key => host.Administrator.Send("POST", Upload, "two", "text/plain", key),
            key => host.Administrator.Send("POST", Upload.Replace("a.txt", "b.txt", StringComparison.Ordinal), "one", "text/plain", key),
            key => host.Administrator.Post(Retry(mail), key: key),
            key => host.Administrator.Post("/api/keys", NewKey("x"), key),
            key => host.Administrator.Post("/api/keys", NewKey("y"), key),
            key => host.Administrator.Post($"/api/workflows/{ApiHost.Cycle}/comments", new JsonObject { ["text"] = "x" }, key),
            key => host.Administrator.Post($"/api/strategies/{ApiHost.Strategy}/workflows/evaluation/2020", key: key),
        ];
        for (var i = 0; i < requests.Length; i++)
        {
            var first = await requests[i]($"key-{i}");
            Assert.True((int)first.Status is >= 200 and < 300, first.Body);
        }

        var before = await host.Streams();
        for (var used = 0; used < requests.Length; used++)
        {
            for (var other = 0; other < requests.Length; other++)
            {
                if (other != used)
                    (await requests[other]($"key-{used}")).IsProblem(422, "idempotency.reused");
            }
        }

        (await host.Administrator.Post($"/api/workflows/{ApiHost.Cycle}/migrate?dryRun=true", key: "key-0")).IsProblem(422, "idempotency.reused");
        Assert.Equal(before, await host.Streams());
    }

    [Fact]
    public async Task GivenAKeyOfAnotherDocument_WhenItIsUsed_ThenNothingIsStored()
    {
        await using var host = await ApiHost.Started();
        await host.Coordinator.Send("POST", Upload, "one", "text/plain", "k");

        (await host.Coordinator.Send("POST", Upload, "two", "text/plain", "k")).IsProblem(422, "idempotency.reused");

        (await host.Coordinator.Get($"/api/documents/{HashOf("two")}")).IsProblem(404, "document.not-found");
    }

    [Fact]
    public async Task GivenARequestThatWasRefused_WhenItIsMendedUnderTheSameKey_ThenItIsDone()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var mail = await FailedMail(host);

        (await host.Coordinator.Send("POST", Upload, "", "text/plain", "k1")).IsProblem(422, "document.empty");
        (await host.Administrator.Post(Retry($"{mail}0"), key: "k2")).IsProblem(404, "mail.unknown");
        (await host.Administrator.Post("/api/keys", NewKey(" "), "k3")).IsProblem(422, "key.name");

        Assert.Equal(HttpStatusCode.Created, (await host.Coordinator.Send("POST", Upload, "one", "text/plain", "k1")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await host.Administrator.Post(Retry(mail), key: "k2")).Status);
        Assert.Equal(HttpStatusCode.Created, (await host.Administrator.Post("/api/keys", NewKey("x"), "k3")).Status);
    }

    [Fact]
    public async Task GivenTwoCallers_WhenTheyUseTheSameKey_ThenEachHasItsOwn()
    {
        await using var host = await ApiHost.Started();

        Assert.Equal(HttpStatusCode.Created, (await host.Coordinator.Send("POST", Upload, "one", "text/plain", "k")).Status);
        Assert.Equal(HttpStatusCode.Created, (await host.Mayor.Send("POST", Upload, "two", "text/plain", "k")).Status);
    }

    [Fact]
    public async Task GivenAMailSentAgainAndFailedAgain_WhenTheRequestIsRepeated_ThenItIsNotOwedAThirdTime()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var mail = await FailedMail(host);
        var first = await host.Administrator.Post(Retry(mail), key: "k");
        await Deliver(host, mail, new Delivery.Failed("550"));

        var again = await host.Administrator.Post(Retry(mail), key: "k");

        Assert.Equal((first.Status, first.Body), (again.Status, again.Body));
        Assert.Equal(EffectState.Failed, await StateOf(host, mail));
        await host.Administrator.Post(Retry(mail), key: "another");
        Assert.Equal(EffectState.Owed, await StateOf(host, mail));
    }

    [Theory]
    [InlineData(false, "failed")]
    [InlineData(true, "failed")]
    [InlineData(true, "sent")]
    [InlineData(true, "owed")]
    public async Task GivenAProgramStoppedWhileItOwesAMailAgain_WhenTheRequestIsRepeated_ThenTheMailIsOwedOrSent(bool afterEffect, string meanwhile)
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var mail = await FailedMail(host);
        host.RequestKeys.StopAfter = request => !afterEffect && !request.Done;
        host.RequestKeys.StopBefore = request => afterEffect && request.Done;
        (await host.Administrator.Post(Retry(mail), key: "k")).IsProblem(500, "server.error");
        host.RequestKeys.GoOn();
        Assert.Equal(afterEffect ? EffectState.Owed : EffectState.Failed, await StateOf(host, mail));
        if (meanwhile == "sent")
            await Deliver(host, mail, new Delivery.Sent());
        else if (afterEffect && meanwhile == "failed")
            await Deliver(host, mail, new Delivery.Failed("550"));

        var again = await host.Administrator.Post(Retry(mail), key: "k");

        Assert.Equal((HttpStatusCode.Accepted, mail), (again.Status, again.Text("key")));
        Assert.Equal(meanwhile == "sent" ? EffectState.Sent : EffectState.Owed, await StateOf(host, mail));
        (await host.Administrator.Post(Retry($"{mail}0"), key: "k")).IsProblem(422, "idempotency.reused");
    }

    [Fact]
    public async Task GivenAMailThatWasSent_WhenItIsToBeSentAgain_ThenEveryRepetitionIsRefused()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var mail = await FailedMail(host);
        await host.Administrator.Post(Retry(mail));
        await Deliver(host, mail, new Delivery.Sent());

        for (var i = 0; i < 2; i++)
            (await host.Administrator.Post(Retry(mail), key: "k")).IsProblem(409, "mail.sent");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GivenAProgramStoppedWhileItKeepsADocument_WhenTheRequestIsRepeated_ThenItIsStoredOnce(bool keyWasSaved)
    {
        await using var host = await ApiHost.Started();
        host.RequestKeys.StopBefore = _ => !keyWasSaved;
        host.RequestKeys.StopAfter = _ => keyWasSaved;
        (await host.Coordinator.Send("POST", Upload, "one", "text/plain", "k")).IsProblem(500, "server.error");
        host.RequestKeys.GoOn();
        (await host.Coordinator.Get($"/api/documents/{HashOf("one")}")).IsProblem(404, "document.not-found");

        var again = await host.Coordinator.Send("POST", Upload, "one", "text/plain", "k");

        Assert.Equal((HttpStatusCode.Created, HashOf("one")), (again.Status, again.Text("hash")));
        Assert.Equal("one", (await host.Coordinator.Get($"/api/documents/{HashOf("one")}")).Body);
    }

    [Fact]
    public async Task GivenAProgramStoppedBeforeItMakesAKey_WhenTheRequestIsRepeated_ThenTheKeyIsMade()
    {
        await using var host = await ApiHost.Started();
        host.RequestKeys.StopAfter = _ => true;
        (await host.Administrator.Post("/api/keys", NewKey("x"), "k")).IsProblem(500, "server.error");
        host.RequestKeys.GoOn();

        var made = await host.Administrator.Post("/api/keys", NewKey("x"), "k");

        Assert.Equal(HttpStatusCode.Created, made.Status);
        using var client = host.Client(made.Text("secret"));
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/tasks")).Status);
        (await host.Administrator.Post("/api/keys", NewKey("x"), "k")).IsProblem(409, "key.exists");
    }

    [Fact]
    public async Task GivenOneRequestSentManyTimesAtOnce_ThenItHasItsEffectOnce()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var mail = await FailedMail(host);
        var before = (await host.Keys.List()).Count;

        var keys = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.Administrator.Post("/api/keys", NewKey("x"), "k1")));
        var mails = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.Administrator.Post(Retry(mail), key: "k2")));
        var documents = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => host.Administrator.Send("POST", Upload, "one", "text/plain", "k3")));

        Assert.Single(keys, a => a.Status is HttpStatusCode.Created);
        Assert.All(keys.Where(a => a.Status is not HttpStatusCode.Created), a => a.IsProblem(409, "key.exists"));
        Assert.Equal(before + 1, (await host.Keys.List()).Count);
        Assert.All(mails, a => Assert.Equal(HttpStatusCode.Accepted, a.Status));
        Assert.All(documents, a => Assert.Equal((HttpStatusCode.Created, HashOf("one")), (a.Status, a.Text("hash"))));
    }

    private static string Retry(string mail) => $"/api/mail/retry?key={Uri.EscapeDataString(mail)}";

    private static JsonObject NewKey(string name) => new() { ["name"] = name, ["role"] = "coordinator", ["municipality"] = "sevlievo" };

    private static string HashOf(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<string> FailedMail(ApiHost host)
    {
        var claimed = await host.Ledger.Claim(["send-mail"], host.Clock.GetUtcNow(), 1);
        await host.Ledger.Settle([claimed[0].Key], new Delivery.Failed("550 no such user"));
        return claimed[0].Key;
    }

    private static async Task Deliver(ApiHost host, string mail, Delivery delivery)
    {
        await host.Ledger.Claim(["send-mail"], host.Clock.GetUtcNow(), 100);
        await host.Ledger.Settle([mail], delivery);
    }

    private static async Task<EffectState> StateOf(ApiHost host, string mail) =>
        (await host.Ledger.List(new(null, null, null, null, null, 1000))).Single(e => e.Key == mail).State;
}
