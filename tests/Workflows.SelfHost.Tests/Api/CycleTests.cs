using System.Net;
using System.Text.Json.Nodes;

namespace Workflows.SelfHost.Tests.Api;

public sealed class CycleTests
{
    private const string Draft = $"/api/workflows/{ApiHost.Cycle}/tasks/strategy-draft.mayor";

    [Fact]
    public async Task GivenAStrategy_WhenItsCycleIsStartedTwice_ThenBothAnswersLeadToTheSameWorkflow()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var again = await host.Coordinator.Send("POST", $"/api/strategies/{ApiHost.Strategy}/cycles/2016");

        Assert.Equal(HttpStatusCode.Accepted, again.Status);
        Assert.Equal(ApiHost.Cycle, again.Text("id"));
        Assert.Equal(again.Headers.Location!.ToString(), again.Text("statusQueryGetUri"));
        var status = await host.Coordinator.Get(again.Headers.Location.PathAndQuery);
        Assert.Equal("running", status.Text("state"));
        Assert.Equal(status.Json["version"]!.GetValue<long>(), (await All(host.Coordinator, $"/api/workflows/{ApiHost.Cycle}/events?limit=3")).Count);
    }

    [Fact]
    public async Task GivenATask_WhenItIsAnsweredReturnedAnsweredAndAccepted_ThenEachAnswerIsInItsRecord()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var file = await host.Document("Проект");

        Assert.Equal(["answer-submitted"], Names(await host.Mayor.Post($"{Draft}/submit", Answer(file, "Първи"))));
        Assert.Equal(["answer-returned"], Names(await host.Coordinator.Post($"{Draft}/return", new JsonObject { ["reason"] = "Липсва бюджет" })));
        (await host.Mayor.Post($"{Draft}/submit", Answer(file, "Първи"))).IsProblem(409, "answer.unchanged");
        Assert.Equal(["answer-submitted"], Names(await host.Mayor.Post($"{Draft}/submit", Answer(file, "Втори"))));
        (await host.Mayor.Post($"{Draft}/accept")).IsProblem(403, "actor.forbidden");
        Assert.Contains("answer-accepted", Names(await host.Coordinator.Post($"{Draft}/accept")));

        var task = (await host.Mayor.Get(Draft)).Json;
        Assert.Equal("accepted", (string?)task["task"]!["state"]);
        Assert.Equal(["Първи", "Втори"], task["received"]!.AsArray().Select(r => (string?)r!["submission"]!["answer"]!["summary"]));
        Assert.NotEmpty((string)task["task"]!["deadline"]!["explanation"]!["bg"]!);
    }

    [Fact]
    public async Task GivenATask_WhenAnotherInstitutionOrALateOneAnswers_ThenItIsRefused()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var file = await host.Document("Проект");

        (await host.Directorate.Post($"{Draft}/submit", Answer(file, "x"))).IsProblem(404, "task.unknown");
        (await host.Directorate.Get(Draft)).IsProblem(404, "task.unknown");
        host.Clock.Now = new(2017, 9, 1, 9, 0, 0, TimeSpan.Zero);
        (await host.Mayor.Post($"{Draft}/submit", Answer(file, "x"))).IsProblem(409, "task.closed");
        Assert.Contains("answer-submitted", Names(await host.Coordinator.Post($"{Draft}/submit", Answer(file, "x"))));
    }

    [Fact]
    public async Task GivenALongList_WhenItIsReadPageByPage_ThenNothingIsMissingAndNothingTwice()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();

        var whole = await All(host.Coordinator, "/api/tasks?limit=200&open=true");
        var pages = await All(host.Coordinator, "/api/tasks?limit=1&open=true");

        Assert.True(whole.Count > 3);
        Assert.Equal(whole.Select(t => t.ToJsonString()), pages.Select(t => t.ToJsonString()));
        Assert.All(await All(host.Mayor, "/api/tasks?limit=1"), t => Assert.Equal("mayor", (string?)t["institution"]));
    }

    [Fact]
    public async Task GivenAWorkflow_WhenAMigrationIsTriedDry_ThenNothingIsSaved()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var before = await host.Streams();

        var dry = await host.Coordinator.Send("POST", $"/api/workflows/{ApiHost.Cycle}/migrate?dryRun=true");

        Assert.True((bool)dry.Json["dryRun"]!);
        Assert.Equal(before, await host.Streams());
    }

    [Fact]
    public async Task GivenAReassignedTask_WhenListsAreRead_ThenItsNewOwnerHasItAndTheOldOneDoesNot()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        const string task = $"/api/workflows/{ApiHost.Cycle}/tasks/form-team.mayor";

        await host.Coordinator.Post($"{task}/reassign", new JsonObject { ["to"] = "dsp", ["reason"] = "x" });

        Assert.DoesNotContain(await All(host.Mayor, "/api/tasks"), t => (string?)t["id"] == "form-team.mayor");
        Assert.Contains(await All(host.Directorate, "/api/tasks"), t => (string?)t["id"] == "form-team.mayor");
        (await host.Mayor.Get(task)).IsProblem(404, "task.unknown");
    }

    [Fact]
    public async Task GivenAFailedMail_WhenTheLedgerIsRead_ThenNobodysAddressIsInIt()
    {
        await using var host = await ApiHost.Started();
        await host.OpenCycle();
        var claimed = await host.Ledger.Claim(["send-mail"], host.Clock.GetUtcNow(), 1);
        await host.Ledger.Settle([claimed[0].Key], new Core.Ports.Delivery.Failed("550 <mayor@sevlievo.example.org> unknown"));

        var mails = await host.Coordinator.Get("/api/mail?state=failed");

        Assert.Equal("550 <(address)> unknown", (string?)mails.Json["items"]![0]!["note"]);
        Assert.DoesNotContain("@", (await host.Coordinator.Get("/api/mail?limit=200")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenARevokedKey_WhenItIsUsed_ThenItOpensNothing()
    {
        await using var host = await ApiHost.Started();
        var made = await host.Administrator.Post("/api/keys", new JsonObject { ["name"] = "x", ["role"] = "coordinator", ["municipality"] = "sevlievo" });
        using var client = host.Client(made.Text("secret"));
        Assert.Equal(HttpStatusCode.OK, (await client.Get("/api/tasks")).Status);

        await host.Administrator.Send("DELETE", $"/api/keys/{made.Json["key"]!["id"]}");

        (await client.Get("/api/tasks")).IsProblem(401, "key.invalid");
        Assert.DoesNotContain(await host.Keys.List(), k => k.Hash == made.Text("secret"));
    }

    private static JsonObject Answer(JsonObject file, string summary) =>
        new() { ["answer"] = new JsonObject { ["kind"] = "document", ["file"] = file.DeepClone(), ["summary"] = summary } };

    private static IReadOnlyList<string> Names(Answered receipt) =>
        receipt.Status is HttpStatusCode.OK
            ? [.. receipt.Json["events"]!.AsArray().Select(e => (string)e!["name"]!)]
            : throw new InvalidOperationException(receipt.Body);

    private static async Task<List<JsonNode>> All(HttpClient client, string path)
    {
        var all = new List<JsonNode>();
        for (string? next = path; next is not null;)
        {
            var page = (await client.Get(next)).Json;
            all.AddRange(page["items"]!.AsArray().Select(i => i!.DeepClone()));
            next = (string?)page["next"];
        }

        return all;
    }
}
