using System.Text.Json.Nodes;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>Whatever is sent: a 4xx with a code and a remedy, never a 500, and not one event more than before.</summary>
public sealed class BadInputTests(BadInputTests.Opened opened) : IClassFixture<BadInputTests.Opened>
{
    private const string S = $"/api/strategies/{ApiHost.Strategy}";
    private const string W = $"/api/workflows/{ApiHost.Cycle}";
    private const string Draft = $"{W}/tasks/strategy-draft.mayor";
    private const string Team = $"{W}/tasks/form-team.mayor";
    private const string Yaml = "application/yaml";
    private const string Json = "application/json";
    private static readonly string Unknown = new('0', 64);

    /// <summary>Method, path, body, media type, status, code. A body may hold <c>HASH</c> and <c>SIZE</c> of a stored document.</summary>
    public static TheoryData<string, string, string?, string, int, string> Inputs => new()
    {
        // Strategies: not a strategy
        { "POST", "/api/strategies", "", Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", "municipality: {id: x", Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", "\tmunicipality: x", Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", "municipality: {id: x}\nfunny: 1", Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", "a: &x 1\nb: *x", Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", "- - - - - - -", Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", "{\"municipality\": 5}", Json, 422, "strategy.invalid" },
        { "POST", "/api/strategies", "null", Json, 422, "strategy.invalid" },
        { "POST", "/api/strategies", "municipality: x", "text/plain", 415, "media-type.unsupported" },
        { "POST", "/api/strategies", null, Yaml, 415, "media-type.unsupported" },
        { "POST", "/api/strategies", Changed("firstYear: 2016", "firstYear: 99999"), Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", Changed("years: 5", "years: five"), Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", Changed("oneOffDays: []", "oneOffDays: [{date: 2018-02-30, working: false, reason: {bg: а, en: a}}]"), Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", Changed("- id: councillors", "- id: council"), Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", Changed("id: sevlievo", "id: Севлиево"), Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", Changed("id: sevlievo", "id: ../sevlievo"), Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", Changed("council@sevlievo.example.org", "nobody"), Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies", Changed("Sevlievo Municipality\"", "Another title\""), Yaml, 409, "strategy.exists" },
        { "POST", "/api/strategies?firstYear=1500", Changed("", ""), Yaml, 422, "strategy.invalid" },
        { "POST", "/api/strategies?firstYear=soon", Changed("", ""), Yaml, 400, "request.parameter" },
        { "POST", "/api/strategies", Changed("id: sevlievo", "id: balchik"), Yaml, 404, "municipality.unknown" },
        { "PUT", $"{S}?reason=%20", Changed("council@", "town@"), Yaml, 422, "reason.missing" },
        { "PUT", S, Changed("", ""), Yaml, 400, "request.parameter" },
        { "PUT", $"{S}?reason=x&firstYear=2017", Changed("", ""), Yaml, 422, "strategy.other" },

        // Starting
        { "POST", $"{S}/cycles/2015", null, Json, 404, "cycle.outside-period" },
        { "POST", $"{S}/cycles/99999999999", null, Json, 400, "request.parameter" },
        { "POST", $"{S}/cycles/next", null, Json, 400, "request.parameter" },
        { "POST", $"{S}/workflows/evaluation/2016", null, Json, 404, "cycle.unknown" },
        { "POST", "/api/strategies/sevlievo-1999-2003/cycles/2000", null, Json, 404, "strategy.unknown" },
        { "POST", $"/api/strategies/{ApiHost.Cycle}/cycles/2016", null, Json, 404, "strategy.unknown" },
        { "POST", $"{S}/cases", """{"template": "nothing", "name": "a"}""", Json, 422, "case.unknown" },
        { "POST", $"{S}/cases", """{"template": "service-decision", "name": "Дневен център"}""", Json, 422, "case.name" },
        { "POST", $"{S}/cases", """{"template": "service-decision", "name": "../../etc"}""", Json, 422, "case.name" },
        { "POST", $"{S}/cases", """{"template": "service-decision"}""", Json, 400, "json.missing" },

        // Addresses
        { "GET", "/api/nothing", null, Json, 404, "route.unknown" },
        { "PATCH", S, null, Json, 405, "method.not-allowed" },
        { "GET", $"/api/workflows/{ApiHost.Strategy}", null, Json, 404, "workflow.unknown" },
        { "GET", "/api/workflows/%D0%A6%D0%98%D0%9A", null, Json, 400, "request.parameter" },
        { "GET", "/api/workflows/a%20b", null, Json, 400, "request.parameter" },
        { "GET", $"/api/strategies/{ApiHost.Strategy}/progress?year=1999", null, Json, 404, "cycle.outside-period" },
        { "GET", $"/api/strategies/{ApiHost.Strategy}/progress?format=pdf", null, Json, 400, "request.parameter" },
        { "GET", $"/api/strategies/{ApiHost.Strategy}/indicators/nothing", null, Json, 404, "indicator.unknown" },
        { "GET", $"/api/strategies/{ApiHost.Strategy}/region?year=1999", null, Json, 404, "cycle.outside-period" },
        { "GET", $"/api/strategies/{ApiHost.Strategy}/region/nothing", null, Json, 404, "indicator.unknown" },
        { "GET", $"/api/strategies/{ApiHost.Strategy}/recommendations?state=lost", null, Json, 400, "request.parameter" },
        { "GET", $"{W}/tasks/nothing", null, Json, 404, "task.unknown" },
        { "GET", $"{W}/events?after=first", null, Json, 400, "page.after" },
        { "GET", "/api/workflows?limit=0", null, Json, 400, "page.limit" },
        { "GET", "/api/workflows?limit=201", null, Json, 400, "page.limit" },
        { "GET", "/api/workflows?limit=-5", null, Json, 400, "page.limit" },
        { "GET", "/api/workflows?state=runing", null, Json, 400, "request.parameter" },
        { "GET", "/api/workflows?year=MMXVI", null, Json, 400, "request.parameter" },
        { "GET", "/api/tasks?after=nonsense", null, Json, 400, "page.after" },
        { "GET", "/api/mail?after=nonsense", null, Json, 400, "page.after" },
        { "GET", "/api/tasks?open=perhaps", null, Json, 400, "request.parameter" },
        { "GET", "/api/mail?state=lost", null, Json, 400, "request.parameter" },
        { "GET", "/api/calendar/1999", null, Json, 404, "calendar.year" },
        { "GET", "/api/calendar/2100", null, Json, 404, "calendar.year" },
        { "GET", "/api/templates/nothing", null, Json, 404, "template.unknown" },

        // JSON
        { "POST", $"{Draft}/return", "{\"reason\": ", Json, 400, "json.malformed" },
        { "POST", $"{Draft}/return", "reason=x", "application/x-www-form-urlencoded", 415, "media-type.unsupported" },
        { "POST", $"{Draft}/return", "", Json, 400, "json.missing" },
        { "POST", $"{Draft}/return", "null", Json, 400, "json.null" },
        { "POST", $"{Draft}/return", "[]", Json, 400, "json.type" },
        { "POST", $"{Draft}/return", """{"reason": null}""", Json, 400, "json.null" },
        { "POST", $"{Draft}/return", """{"reason": 5}""", Json, 400, "json.type" },
        { "POST", $"{Draft}/return", """{"Reason": "x"}""", Json, 400, "json.unknown-property" },
        { "POST", $"{Draft}/return", """{"reason": "a", "reason": "b"}""", Json, 400, "json.malformed" },
        { "POST", $"{Draft}/return", """{"reason": "x", "because": "y"}""", Json, 400, "json.unknown-property" },
        { "POST", $"{Draft}/return", """{"reason": "\ud800"}""", Json, 422, "text.unreadable" },
        { "POST", $"{Draft}/return", """{"reason": "a\u0000b"}""", Json, 422, "text.control-character" },
        { "POST", $"{Draft}/return", $$"""{"reason": "{{new string('я', 10_001)}}"}""", Json, 422, "text.too-long" },
        { "POST", $"{Draft}/return", $$"""{"reason": "{{new string('x', 10 << 20)}}"}""", Json, 413, "body.too-large" },
        { "POST", $"{Draft}/return", string.Concat(Enumerable.Repeat("[", 10_000)), Json, 400, "json.malformed" },
        { "POST", $"{Draft}/extend", """{"due": "2016-02-30", "reason": "x"}""", Json, 400, "json.type" },
        { "POST", $"{Draft}/extend", """{"due": "30.11.2016", "reason": "x"}""", Json, 400, "json.type" },
        { "POST", $"{Draft}/extend", """{"due": "2016-01-01", "reason": "x"}""", Json, 422, "deadline.not-later" },
        { "POST", $"{Draft}/extend", """{"due": "9999-12-31", "reason": "x"}""", Json, 422, "deadline.too-far" },
        { "POST", $"{Draft}/extend", """{"due": "2016-12-31", "reason": " "}""", Json, 422, "reason.missing" },
        { "POST", $"{Draft}/reassign", """{"to": "nobody", "reason": "x"}""", Json, 422, "institution.unknown" },
        { "POST", $"{Draft}/reassign", """{"to": "КМЕТ", "reason": "x"}""", Json, 400, "json.type" },
        { "POST", $"{Draft}/schedule", """{"date": "2016-12-01", "time": "25:00:00", "place": "x"}""", Json, 400, "json.type" },
        { "POST", $"{Draft}/schedule", """{"date": "2016-12-01", "time": "10:00:00", "place": "x"}""", Json, 422, "task.not-a-meeting" },
        { "POST", $"{Draft}/schedule", """{"date": "2016-12-01", "time": "14:30:00", "until": "later", "place": "x"}""", Json, 400, "json.type" },
        { "POST", $"{Draft}/comment", """{"text": " "}""", Json, 422, "comment.empty" },

        // Answers
        { "POST", $"{Draft}/submit", "{}", Json, 400, "json.missing" },
        { "POST", $"{Draft}/submit", """{"answer": {}}""", Json, 400, "json.kind" },
        { "POST", $"{Draft}/submit", """{"answer": {"kind": "poem"}}""", Json, 400, "json.kind" },
        { "POST", $"{Draft}/submit", """{"answer": {"kind": "document"}}""", Json, 400, "json.missing" },
        { "POST", $"{Draft}/submit", """{"answer": {"kind": "done", "note": "Done."}}""", Json, 422, "answer.wrong-kind" },
        { "POST", $"{Draft}/submit", Document(Unknown, "a.pdf"), Json, 422, "document.unknown" },
        { "POST", $"{Draft}/submit", Document("../../etc/passwd", "a.pdf"), Json, 400, "json.type" },
        { "POST", $"{Draft}/submit", Document("abc", "a.pdf"), Json, 400, "json.type" },
        { "POST", $"{Draft}/submit", Document("HASH", "a.pdf", "7"), Json, 422, "document.size" },
        { "POST", $"{Draft}/submit", Document("HASH", "a.pdf", "-1"), Json, 422, "document.size" },
        { "POST", $"{Draft}/submit", Document("HASH", "a.pdf", "1e400"), Json, 422, "number.too-large" },
        { "POST", $"{Draft}/submit", Document("HASH", "../../report.pdf"), Json, 422, "document.name" },
        { "POST", $"{Draft}/submit", Document("HASH", "C:\\\\report.pdf"), Json, 422, "document.name" },
        { "POST", $"{Draft}/submit", Document("HASH", "gpj.\u202Efdp"), Json, 422, "document.name" },
        { "POST", $"{Draft}/submit", Document("HASH", ""), Json, 422, "document.name" },
        { "POST", $"{Draft}/submit", $$$"""{"answer": {"kind": "document", "file": {{{File("HASH", "a.pdf")}}}}, "fields": {"extra": "x"}}""", Json, 422, "field.unknown" },
        { "POST", $"{Draft}/submit", $$$"""{"answer": {"kind": "document", "file": {{{File("HASH", "a.pdf")}}}}, "evidence": [null]}""", Json, 400, "json.null" },
        { "POST", $"{Team}/submit", """{"answer": {"kind": "team", "orderNumber": "1", "orderDate": "2016-10-01", "members": [null]}}""", Json, 400, "json.null" },
        { "POST", $"{Team}/submit", """{"answer": {"kind": "team", "orderNumber": "1", "orderDate": "2017-10-01", "members": []}}""", Json, 422, "answer.in-future" },
        { "POST", $"{Team}/submit", """{"answer": {"kind": "team", "orderNumber": "1", "orderDate": "2016-10-01", "members": []}}""", Json, 422, "team.size" },
        { "POST", $"{Team}/submit", $$$"""{"answer": {"kind": "team", "orderNumber": "1", "orderDate": "2016-10-01", "members": [{{{Many("{}", 5_001)}}}]}}""", Json, 422, "list.too-long" },
        { "POST", $"{Draft}/accept", "{}", Json, 409, "task.nothing-submitted" },
        { "POST", $"{Draft}/correct", Document("HASH", "a.pdf").Replace("\"answer\"", "\"reason\": \"x\", \"answer\"", StringComparison.Ordinal), Json, 409, "task.not-accepted" },
        { "POST", $"{W}/tasks/team-check.administration/submit", """{"answer": {"kind": "done", "note": "x"}}""", Json, 409, "task.finished" },

        // Steps, recommendations, the workflow
        { "POST", $"{W}/steps/nothing/waive", """{"reason": "x"}""", Json, 404, "step.unknown" },
        { "POST", $"{W}/steps/visits/tasks", """{"service": "public-kitchen"}""", Json, 409, "step.not-open" },
        { "POST", $"{W}/steps/strategy-draft/tasks", "{}", Json, 422, "step.not-countable" },
        { "POST", $"{W}/recommendations/x/assign", """{"owner": "mayor", "due": "2017-06-30"}""", Json, 404, "recommendation.unknown" },
        { "POST", $"{W}/recommendations/x/assign", """{"owner": "mayor", "due": "30.06.2017"}""", Json, 400, "json.type" },
        { "POST", $"{W}/recommendations/x/settle", """{"fate": "adopted"}""", Json, 404, "recommendation.unknown" },
        { "POST", $"{W}/recommendations/x/settle", """{"fate": "forgotten"}""", Json, 400, "json.type" },
        { "POST", $"{W}/recommendations/x/settle", """{"fate": 1}""", Json, 400, "json.type" },
        { "POST", $"{W}/suspend", """{"reason": "\n"}""", Json, 422, "reason.missing" },
        { "POST", $"{W}/migrate?dryRun=maybe", null, Json, 400, "request.parameter" },

        // Documents, mail, keys
        { "POST", "/api/documents", "x", "application/pdf", 400, "request.parameter" },
        { "POST", "/api/documents?name=..%2F..%2Fpasswd", "x", "application/pdf", 422, "document.name" },
        { "POST", "/api/documents?name=..", "x", "application/pdf", 422, "document.name" },
        { "POST", "/api/documents?name=a%00.pdf", "x", "application/pdf", 422, "document.name" },
        { "POST", "/api/documents?name=a.pdf", "", "application/pdf", 422, "document.empty" },
        { "GET", "/api/documents/..%2F..%2Fworkflows.db", null, Json, 404, "document.not-found" },
        { "GET", $"/api/documents/{Unknown}", null, Json, 404, "document.not-found" },
        { "POST", "/api/mail/retry?key=nothing", null, Json, 403, "actor.forbidden" },
        { "POST", "/api/keys", """{"name": "x", "role": "administrator"}""", Json, 403, "actor.forbidden" },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Is_refused_with_a_remedy_and_changes_nothing(string method, string path, string? body, string contentType, int status, string code)
    {
        var before = await opened.Host.Streams();
        var sent = body?
            .Replace("\"HASH\"", $"\"{opened.Document["hash"]}\"", StringComparison.Ordinal)
            .Replace("\"SIZE\"", $"{opened.Document["size"]}", StringComparison.Ordinal);
        (await opened.Host.Coordinator.Send(method, path, sent, contentType)).IsProblem(status, code);
        Assert.Equal(before, await opened.Host.Streams());
    }

    [Fact]
    public async Task A_key_of_many_words_is_refused()
    {
        foreach (var key in (string[])["", "two words", "a\tb", new('x', 256)])
            (await opened.Host.Coordinator.Send("POST", $"{W}/resume", null, key: key)).IsProblem(400, "idempotency.key");
    }

    [Fact]
    public async Task A_fault_of_a_file_is_named_with_line_and_column()
    {
        var answer = await opened.Host.Coordinator.Send("POST", "/api/strategies", Changed("years: 5", "years: five"), Yaml);
        var error = answer.Json["errors"]![0]!;
        Assert.Equal(("body", 8, "period/years"), ((string?)error["file"], (int)error["line"]!, (string?)error["key"]));
    }

    [Fact]
    public async Task A_fault_of_JSON_is_named_with_its_place()
    {
        var answer = await opened.Host.Coordinator.Send(
            "POST", $"{Team}/submit", "{\"answer\": {\"kind\": \"team\",\n \"orderNumber\": \"1\", \"orderDate\": \"2016-02-30\", \"members\": []}}");
        answer.IsProblem(400, "json.type");
        var error = answer.Json["errors"]![0]!;
        Assert.Equal(("answer/orderDate", 2), ((string?)error["key"], (int)error["line"]!));
        Assert.Equal("'answer/orderDate' cannot be read. Write a date that exists, such as \"2018-03-31\".", (string?)error["message"]);
    }

    private static string Changed(string from, string to)
    {
        var file = ApiHost.StrategyFile(ApiHost.Strategy);
        return from.Length == 0 ? file : file.Replace(from, to, StringComparison.Ordinal);
    }

    private static string Document(string hash, string name, string size = "\"SIZE\"") =>
        $$$"""{"answer": {"kind": "document", "file": {{{File(hash, name, size)}}}}}""";

    private static string File(string hash, string name, string size = "\"SIZE\"") => $$$"""{"hash": "{{{hash}}}", "name": "{{{name}}}", "size": {{{size}}}}""";

    private static string Many(string element, int count) => string.Join(',', Enumerable.Repeat(element, count));

    /// <summary>A cycle with one task waived, and a document in the store.</summary>
    public sealed class Opened : IAsyncLifetime, IAsyncDisposable
    {
        public ApiHost Host { get; } = new();

        internal JsonObject Document { get; private set; } = [];

        public async Task InitializeAsync()
        {
            await Host.InitializeAsync();
            await Host.OpenCycle();
            Document = await Host.Document("Проект");
            await Host.Coordinator.Post($"{W}/tasks/team-check.administration/waive", new JsonObject { ["reason"] = "x" });
        }

        Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
