using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.CommandLine.Verify;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Files;

namespace Workflows.SelfHost.Tests.Hosting;

/// <summary>Invariants 1 and 2: no acknowledged command is lost and nothing owed is forgotten, whatever is killed when.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 20;
    private const int Clients = 32;
    private const int Municipalities = 8;
    private const string Clock = "2016-01-11";

    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentBag<string> _acknowledged = [];
    private readonly Answering[] _answering = [.. Enumerable.Range(0, Clients).Select(client => new Answering(client))];

    [Fact]
    public async Task GivenAServerKilledAtRandomMoments_WhenItStartsAgain_ThenEveryAcknowledgedAnswerIsThere()
    {
        var random = new Random(20160111);
        var key = await OpenCycles();

        for (var round = 0; round < Rounds; round++)
        {
            using var server = await ServerProcess.Start(_directory.Data.Root, "--clock", Clock);
            using var http = server.Client(key);
            var before = _acknowledged.Count;
            var load = Task.WhenAll(_answering.Select(client => Task.Run(() => client.SubmitUntilItBreaks(http, _acknowledged))));
            // Not before the first answer of the round, so that no round passes without one.
            while (_acknowledged.Count == before && !load.IsCompleted)
                await Task.Yield();
            await Task.Delay(random.Next(20, 250));
            await server.Kill();
            await load;
        }

        Assert.Null(await StorageCheck.FirstFault(_directory.Data));
        // Chains hold, every state folds, and the ledger holds exactly what the events owe.
        Assert.Null(new EngineCheck(_directory.Data).FirstFault(CancellationToken.None));
        var stored = await Stored();
        Assert.True(_acknowledged.Count > Rounds, $"{_acknowledged.Count} answers were acknowledged.");
        Assert.All(_acknowledged, answer => Assert.Contains(answer, stored));
        // A request that was sent again after the crash, with the same key, had its effect once.
        Assert.Equal(stored.Distinct().Count(), stored.Count);
    }

    [Fact]
    public async Task GivenAServerToldToStop_ThenItEndsInPeaceAndNothingIsHalfSent()
    {
        using var server = await ServerProcess.Start(_directory.Data.Root, "--clock", Clock);
        Assert.NotNull(server.Key);
        Assert.Contains("sevlievo-2016-2020 was registered", server.Welcome, StringComparison.Ordinal);

        Assert.Equal(0, await server.Stop());

        Assert.True(SqliteDatabase.TryOpen(_directory.Data, out var database, out _));
        using (database)
            Assert.Empty(await new SqliteEffectLedger(database).List(new(null, null, null, EffectState.Unknown, null, 10)));
        using var again = await ServerProcess.Start(_directory.Data.Root, "--clock", Clock);
        Assert.Null(again.Key);
        Assert.DoesNotContain("was registered", again.Welcome, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Municipalities of their own, so that the clients write to several streams.</summary>
    private async Task<string> OpenCycles()
    {
        using var server = await ServerProcess.Start(_directory.Data.Root, "--clock", Clock, "--no-strategy");
        using var http = server.Client(server.Key!);
        var file = await File.ReadAllTextAsync(Path.Combine(TemplateLibrary.DefaultDirectory, "strategies", "sevlievo-2016-2020.yaml"));
        for (var m = 0; m < Municipalities; m++)
        {
            var strategy = file.Replace("id: sevlievo", $"id: town-{m}", StringComparison.Ordinal);
            using var content = new StringContent(strategy, null, "application/yaml");
            (await http.PostAsync("api/strategies", content)).EnsureSuccessStatusCode();
            (await http.PostAsync($"api/strategies/town-{m}-2016-2020/cycles/2016", null)).EnsureSuccessStatusCode();
            using var document = new StringContent("Draft", null, "text/plain");
            var answer = await http.PostAsync($"api/documents?name=draft.txt&municipality=town-{m}", document);
            var hash = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["hash"]!.GetValue<string>();
            foreach (var client in _answering.Where(a => a.Municipality == m))
                client.Hash = hash;
        }

        await server.Kill();
        return server.Key!;
    }

    /// <summary>What every stored answer says, of every stream.</summary>
    private async Task<List<string>> Stored()
    {
        Assert.True(SqliteDatabase.TryOpen(_directory.Data, out var database, out _));
        using (database)
        {
            var store = new SqliteEventStore(database);
            return await store.Streams()
                .Where(head => head.Stream.IsWorkflow)
                .SelectMany(head => store.Read(head.Stream))
                .Select(EventFormat.ReadWorkflowEvent)
                .OfType<WorkflowEvent.AnswerSubmitted>()
                .Select(e => ((Answer.Document)e.Received.Submission.Answer).Summary!)
                .ToListAsync();
        }
    }

    /// <summary>One client: hands in one edition of a draft after the other, and after a crash the same one again under the same key.</summary>
    private sealed class Answering(int client)
    {
        private int _edition = 1;

        public int Municipality => client % Municipalities;

        public string Hash { get; set; } = "";

        public async Task SubmitUntilItBreaks(HttpClient http, ConcurrentBag<string> acknowledged)
        {
            try
            {
                for (; ; _edition++)
                {
                    var summary = $"client {client}, edition {_edition}";
                    using var request = new HttpRequestMessage(
                        HttpMethod.Post, $"api/workflows/town-{Municipality}-2016-2020.cycle.2016/tasks/strategy-draft.mayor/submit");
                    request.Headers.Add("Idempotency-Key", $"{client}-{_edition}");
                    request.Content = JsonContent.Create(new
                    {
                        answer = new { kind = "document", file = new { hash = Hash, name = "draft.txt", size = 5 }, summary },
                    });
                    using var answer = await http.SendAsync(request);
                    if (!answer.IsSuccessStatusCode)
                        throw new InvalidOperationException($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
                    acknowledged.Add(summary);
                }
            }
            catch (HttpRequestException)
            {
                // The server was killed: whether this edition was written, nobody told us.
            }
        }
    }
}
