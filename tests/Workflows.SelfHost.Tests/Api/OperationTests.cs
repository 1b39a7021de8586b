using System.Net;
using Microsoft.AspNetCore.Routing;

namespace Workflows.SelfHost.Tests.Api;

/// <summary>What holds for every endpoint, taken from the route table so that none can be forgotten.</summary>
public sealed class OperationTests
{
    /// <summary>The same for every municipality.</summary>
    private static readonly string[] Shared = ["GET /api", "GET /api/calendar/{year}", "GET /api/templates", "GET /api/templates/{id}"];

    [Fact]
    public async Task Every_operation_succeeds_in_its_turn_and_says_that_the_clock_is_virtual()
    {
        await using var host = await ApiHost.Started();
        var tried = new HashSet<string>();
        await foreach (var operation in EveryOperation.On(host))
        {
            var answer = await host.Administrator.Send(operation.Method, operation.Path, operation.Body, operation.ContentType);
            Assert.True((int)answer.Status is >= 200 and < 300, $"{operation}: {(int)answer.Status} {answer.Body}");
            Assert.StartsWith("virtual; now=2016-11-07T09:00:00Z", answer.Headers.GetValues("Workflows-Clock").Single(), StringComparison.Ordinal);
            tried.Add(operation.ToString());
        }

        Assert.Equal(Mapped(host), tried.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_key_everything_but_health_and_description_is_401()
    {
        await using var host = await ApiHost.Started();
        var tried = 0;
        await foreach (var operation in EveryOperation.On(host))
        {
            (await host.Nobody.Send(operation.Method, operation.Path, operation.Body, operation.ContentType)).IsProblem(401, "key.missing");
            (await host.Client("wf_wrong").Send(operation.Method, operation.Path, operation.Body, operation.ContentType)).IsProblem(401, "key.invalid");
            await host.Administrator.Send(operation.Method, operation.Path, operation.Body, operation.ContentType);
            tried++;
        }

        Assert.True(tried > 40);
        foreach (var open in (string[])["/health/live", "/health/ready", "/openapi/v1.json"])
            Assert.Equal(HttpStatusCode.OK, (await host.Nobody.Get(open)).Status);
    }

    [Fact]
    public async Task Another_municipality_finds_nothing_and_changes_nothing()
    {
        await using var host = await ApiHost.Started();
        await foreach (var operation in EveryOperation.On(host))
        {
            if (!Shared.Contains(operation.ToString()))
            {
                var before = await host.Streams();
                var answer = await host.Foreigner.Send(operation.Method, operation.Path, operation.Body, operation.ContentType);
                Assert.True(answer.Status is HttpStatusCode.NotFound || IsEmptyList(operation, answer), $"{operation}: {(int)answer.Status} {answer.Body}");
                Assert.DoesNotContain("sevlievo-", answer.Body.Replace(operation.Path, "", StringComparison.Ordinal), StringComparison.Ordinal);
                Assert.Equal(before, await host.Streams());
            }

            await host.Administrator.Send(operation.Method, operation.Path, operation.Body, operation.ContentType);
        }
    }

    [Fact]
    public async Task An_institution_reaches_its_own_tasks_and_nothing_else()
    {
        await using var host = await ApiHost.Started();
        await foreach (var operation in EveryOperation.On(host))
        {
            var before = await host.Streams();
            if (!Shared.Contains(operation.ToString()) && !operation.Route.StartsWith("/api/documents", StringComparison.Ordinal))
            {
                // The provider of another kind of service owns none of the tasks.
                var stranger = await host.Client(Core.ActorKind.Institution, "sevlievo", "home-care");
                var answer = await stranger.Send(operation.Method, operation.Path, operation.Body, operation.ContentType);
                Assert.True(
                    answer.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden || IsEmptyList(operation, answer),
                    $"{operation}: {(int)answer.Status} {answer.Body}");
                Assert.Equal(before, await host.Streams());
            }

            await host.Administrator.Send(operation.Method, operation.Path, operation.Body, operation.ContentType);
        }
    }

    [Fact]
    public async Task Every_POST_sent_twice_under_one_key_has_its_effect_once()
    {
        await using var host = await ApiHost.Started();
        var number = 0;
        await foreach (var operation in EveryOperation.On(host))
        {
            if (operation.Method != "POST")
            {
                await host.Administrator.Send(operation.Method, operation.Path, operation.Body, operation.ContentType);
                continue;
            }

            var key = $"request-{number++}";
            var first = await Send(operation, key);
            var streams = await host.Streams();
            var second = await Send(operation, key);
            Assert.True((int)first.Status is >= 200 and < 300, $"{operation}: {first.Body}");
            if (operation.Route == "/api/keys")
                second.IsProblem(409, "key.exists");
            else
                Assert.Equal((first.Status, first.Body), (second.Status, second.Body));
            Assert.Equal(streams, await host.Streams());
        }

        Assert.True(number > 25);

        Task<Answered> Send(Operation o, string key) => host.Administrator.Send(o.Method, o.Path, o.Body, o.ContentType, key);
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_found_out()
    {
        await using var host = await ApiHost.Started();
        var used = 0;
        await foreach (var operation in EveryOperation.On(host))
        {
            await host.Administrator.Send(operation.Method, operation.Path, operation.Body, operation.ContentType, $"key-{used++}");
            if (operation.Method == "POST" && operation.Route.StartsWith("/api/workflows", StringComparison.Ordinal))
            {
                var other = await host.Administrator.Post($"/api/workflows/{ApiHost.Cycle}/comments", new System.Text.Json.Nodes.JsonObject { ["text"] = "Other" }, $"key-{used - 1}");
                other.IsProblem(422, "idempotency.reused");
            }
        }
    }

    private static bool IsEmptyList(Operation operation, Answered answer) =>
        operation.Method == "GET" && answer.Status is HttpStatusCode.OK
        && answer.Json["items"] is System.Text.Json.Nodes.JsonArray items
        && items.All(i => (string?)i!["municipality"] == "balchik");

    private static IEnumerable<string> Mapped(ApiHost host) => host.Routes
        .SelectMany(r => r.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} {r.RoutePattern.RawText!.TrimEnd('/')}"))
        .Order(StringComparer.Ordinal);
}
