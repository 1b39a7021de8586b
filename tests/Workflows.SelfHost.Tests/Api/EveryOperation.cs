using System.Text.Json.Nodes;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>One request that succeeds, in its turn.</summary>
/// <param name="Route">As the route table writes it.</param>
/// <param name="Path">With its parameters filled in.</param>
public sealed record Operation(string Method, string Route, string Path, string? Body = null, string ContentType = "application/json")
{
    public override string ToString() => $"{Method} {Route}";
}

/// <summary>
/// Every operation of the API once or more, in an order in which each succeeds: a strategy is registered, its cycle run a good way,
/// suspended and cancelled.
/// </summary>
internal static class EveryOperation
{
    private const string W = $"/api/workflows/{ApiHost.Cycle}";
    private const string Task = "/api/workflows/{id}/tasks/{task}";
    private const string Document = "Годишен доклад";

    private const string PupilsReturned = $$"""
        {
          "sheet": "{{ApiHost.Cycle}}/baseline.schools",
          "values": [
            {"indicator": "pupils-returned", "value": 11},
            {"indicator": "pupils-returned", "dimension": "sex", "part": "women", "value": 5},
            {"indicator": "pupils-returned", "dimension": "sex", "part": "men", "value": 6}
          ],
          "differences": []
        }
        """;

    /// <summary>SHA-256 of <see cref="Document"/>.</summary>
    private static readonly string Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Document)));

    public static async IAsyncEnumerable<Operation> On(ApiHost host)
    {
        var strategy = ApiHost.StrategyFile(ApiHost.Strategy);
        yield return new("POST", "/api/strategies", "/api/strategies", strategy, "application/yaml");
        yield return new("GET", "/api/strategies", "/api/strategies");
        yield return new("GET", "/api/strategies/{id}", $"/api/strategies/{ApiHost.Strategy}");
        yield return new(
            "PUT", "/api/strategies/{id}", $"/api/strategies/{ApiHost.Strategy}?reason=New%20address&decision=17",
            strategy.Replace("dsp@sevlievo", "office@sevlievo", StringComparison.Ordinal), "application/yaml");
        yield return new("POST", "/api/strategies/{id}/cycles/{year}", $"/api/strategies/{ApiHost.Strategy}/cycles/2016");
        yield return new("POST", "/api/strategies/{id}/workflows/{name}/{year}", $"/api/strategies/{ApiHost.Strategy}/workflows/evaluation/2020");
        yield return Json("/api/strategies/{id}/cases", $"/api/strategies/{ApiHost.Strategy}/cases", """{"template": "service-decision", "name": "day-centre"}""");
        yield return new("GET", "/api/workflows", "/api/workflows?year=2016");
        yield return new("GET", "/api/workflows/{id}", W);
        yield return new("GET", "/api/workflows/{id}/events", $"{W}/events?limit=5");
        yield return new("GET", "/api/tasks", "/api/tasks?institution=mayor&open=true&late=false");
        yield return new("POST", "/api/documents", $"/api/documents?name={Uri.EscapeDataString("доклад.pdf")}&municipality=sevlievo", Document, "application/pdf");
        yield return new("GET", "/api/documents/{hash}", $"/api/documents/{Hash}?municipality=sevlievo");

        yield return OnTask("submit", "strategy-draft.mayor", Submission("Първи вариант"));
        yield return OnTask("secure-delivery", "strategy-draft.mayor", """{"number": 1, "delivery": "SSEV-2016-000123, 2016-11-07 09:05"}""");
        yield return OnTask("return", "strategy-draft.mayor", """{"reason": "The budget is missing."}""");
        yield return OnTask("submit", "strategy-draft.mayor", Submission("Втори вариант"));
        yield return new("GET", Task, $"{W}/tasks/strategy-draft.mayor");
        yield return OnTask("accept", "strategy-draft.mayor", """{"note": "Thank you."}""");
        yield return OnTask("correct", "strategy-draft.mayor", Submission("Трети вариант", "A wrong page was sent."));
        yield return OnTask("comment", "dsp-needs-opinion.dsp", """{"text": "Do you need more time?"}""");
        yield return OnTask("extend", "dsp-needs-opinion.dsp", """{"due": "2016-12-09", "reason": "Illness"}""");
        yield return OnTask("reassign", "form-team.mayor", """{"to": "administration", "reason": "The deputy mayor does it."}""");
        yield return OnTask("waive", "team-check.administration", """{"reason": "There is no team yet."}""");

        yield return OnStep("waive", "rdsp-approval", """{"reason": "The directorate agreed by telephone."}""");
        yield return OnStep("waive", "indicator-system", """{"reason": "Taken over from the strategy."}""");
        yield return new("GET", $"{Task}/sheet", $"{W}/tasks/baseline.schools/sheet?format=json");
        yield return Json($"{Task}/sheet", $"{W}/tasks/baseline.schools/sheet", PupilsReturned);
        yield return new("GET", "/api/strategies/{id}/indicators", $"/api/strategies/{ApiHost.Strategy}/indicators?format=csv&language=en");
        yield return new("GET", "/api/strategies/{id}/data-dictionary", $"/api/strategies/{ApiHost.Strategy}/data-dictionary?language=en&commas=true");
        yield return new("GET", "/api/strategies/{id}/progress", $"/api/strategies/{ApiHost.Strategy}/progress?year=2016");
        yield return new("GET", "/api/strategies/{id}/indicators/{indicator}", $"/api/strategies/{ApiHost.Strategy}/indicators/pupils-returned?format=csv&commas=true");
        yield return new("GET", "/api/strategies/{id}/region", $"/api/strategies/{ApiHost.Strategy}/region?year=2016");
        yield return new("GET", "/api/strategies/{id}/region/{indicator}", $"/api/strategies/{ApiHost.Strategy}/region/pupils-returned?language=en&format=csv");
        yield return new("GET", "/api/strategies/{id}/reports/{kind}/{year}", $"/api/strategies/{ApiHost.Strategy}/reports/mayor-report/2016?language=en");
        yield return OnStep("tasks", "visits", """{"service": "public-kitchen"}""");
        yield return OnStep("waive", "needs-assessment", """{"reason": "Done in another workflow."}""");
        yield return OnTask("schedule", "planning-meeting.1", """{"date": "2016-11-21", "time": "14:30:00", "until": "16:00:00", "place": "Зала 1", "agenda": "План за 2017"}""");
        yield return OnStep("waive", "team-discussion", """{"reason": "For the example."}""");
        yield return OnTask("submit", "change-proposals.emo", """
            {"answer": {"changes": [{"level": "goal", "target": "1.1", "change": "Add a day centre", "reason": "Demand"}], "kind": "proposals"}}
            """);
        yield return OnTask("accept", "change-proposals.emo", "{}");
        yield return Json("/api/workflows/{id}/recommendations/{recommendation}/assign", $"{W}/recommendations/change-proposals.emo.1/assign", """{"owner": "administration", "due": "2017-06-30"}""");
        yield return Json("/api/workflows/{id}/recommendations/{recommendation}/settle", $"{W}/recommendations/change-proposals.emo.1/settle", """{"fate": "adopted", "decision": "45"}""");
        yield return new("GET", "/api/strategies/{id}/recommendations", $"/api/strategies/{ApiHost.Strategy}/recommendations?year=2016&state=adopted&owner=administration");
        yield return Json("/api/workflows/{id}/comments", $"{W}/comments", """{"text": "The year began late."}""");
        yield return Json("/api/workflows/{id}/suspend", $"{W}/suspend", """{"reason": "Elections"}""");
        yield return new("POST", "/api/workflows/{id}/resume", $"{W}/resume");
        yield return new("POST", "/api/workflows/{id}/migrate", $"{W}/migrate");
        yield return Json("/api/workflows/{id}/cancel", $"{W}/cancel", """{"reason": "Merged with another strategy."}""");

        yield return new("GET", "/api/mail", "/api/mail?limit=5");
        yield return new("POST", "/api/mail/retry", $"/api/mail/retry?key={Uri.EscapeDataString(await FailOneMail(host))}");
        yield return Json("/api/keys", "/api/keys", """{"name": "Statistics server", "role": "coordinator", "municipality": "sevlievo"}""");
        yield return new("GET", "/api/keys", "/api/keys?limit=3");
        yield return new("DELETE", "/api/keys/{id}", $"/api/keys/{(await host.Keys.List()).First(k => k.Name == "Statistics server").Id}");
        yield return new("GET", "/api", "/api");
        yield return new("GET", "/api/calendar/{year}", $"/api/calendar/2018?strategy={ApiHost.Strategy}");
        yield return new("GET", "/api/templates", "/api/templates");
        yield return new("GET", "/api/templates/{id}", "/api/templates/thematic-evaluation");
    }

    private static async Task<string> FailOneMail(ApiHost host)
    {
        var claimed = await host.Ledger.Claim(["send-mail"], host.Clock.GetUtcNow(), 1);
        await host.Ledger.Settle([claimed[0].Key], new Delivery.Failed("550 no such user office@sevlievo.example.org"));
        return claimed[0].Key;
    }

    private static Operation Json(string route, string path, string body) => new("POST", route, path, body);

    private static Operation OnTask(string verb, string task, string body) => Json($"{Task}/{verb}", $"{W}/tasks/{task}/{verb}", body);

    private static Operation OnStep(string verb, string step, string body) => Json($"/api/workflows/{{id}}/steps/{{step}}/{verb}", $"{W}/steps/{step}/{verb}", body);

    private static string Submission(string summary, string? reason = null)
    {
        var file = new JsonObject { ["hash"] = Hash, ["name"] = "доклад.pdf", ["size"] = System.Text.Encoding.UTF8.GetByteCount(Document) };
        var body = new JsonObject { ["answer"] = new JsonObject { ["kind"] = "document", ["file"] = file, ["summary"] = summary } };
        if (reason is not null)
            body["reason"] = reason;
        return body.ToJsonString();
    }
}
