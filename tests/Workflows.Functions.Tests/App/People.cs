using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Contracts;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Functions.Hosting;
using Workflows.Functions.Orchestrations;
using Workflows.Tables;
using Workflows.Web.Api;
using Workflows.Web.Files;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.Functions.Tests.App;

/// <summary>Everybody who takes part in a cycle: they answer over HTTP whatever is owed, a day after it was asked for, until the cycle has ended.</summary>
internal sealed class People(StandingClock clock)
{
    public const string Strategy = "sevlievo-2016-2020";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> _returned = [];

    public static WorkflowId Cycle { get; } = new($"{Strategy}.cycle.2018");

    /// <summary>Registers the shipped strategy and starts the cycle of 2018.</summary>
    public async Task Begin(TheApp app)
    {
        var file = await File.ReadAllTextAsync(Path.Combine(TemplateLibrary.DefaultDirectory, "strategies", $"{Strategy}.yaml"));
        await Ok(await app.Http.PostAsync("/api/strategies", new StringContent(file, null, "application/yaml")));
        await Ok(await app.Http.PostAsync($"/api/strategies/{Strategy}/cycles/2018", null));
        await Settled(app);
    }

    /// <summary>Plays on while the condition holds and the cycle runs.</summary>
    public async Task PlayWhile(TheApp app, Func<Workflow, bool> condition)
    {
        while (await Load(app) is var workflow && (await State(app)) is WorkflowState.Running && condition(workflow))
        {
            clock.Now = CivilTime.MorningOf(CivilTime.DateOf(clock.Now).AddDays(1)).AddHours(1);
            if (!await Answer(app) && await app.Services.GetRequiredService<IWakeUps>().Next() is { } next && next > clock.Now)
                clock.Now = next;
            foreach (var due in await app.Services.GetRequiredService<IWakeUps>().Due(clock.Now, 100))
                await app.Client.Wake(due, CancellationToken.None);
            await Settled(app);
        }
    }

    public static async Task<WorkflowState> State(TheApp app) =>
        (await app.Services.GetRequiredService<WorkflowRunner>().Load(StreamId.Of(Cycle))).State;

    /// <summary>Waits until the orchestrations have nothing to do at the present moment.</summary>
    public async Task Settled(TheApp app)
    {
        var began = TimeProvider.System.GetTimestamp();
        // One look may fall between two things that follow from one another.
        for (var quiet = 0; quiet < 2; quiet = await IsQuiet(app) ? quiet + 1 : 0)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"Nothing happens any more at {clock.Now:O}. {await Describe(app)}");
            await Task.Delay(10);
        }
    }

    private async Task<bool> IsQuiet(TheApp app)
    {
        var ledger = app.Services.GetRequiredService<IEffectLedger>();
        var owed = new LedgerQuery(null, null, null, EffectState.Owed, null, 1000);
        return (await app.Services.GetRequiredService<IWakeUps>().Due(clock.Now, 1)).Count == 0
            && !await app.Services.GetRequiredService<AzureStorage>().Index
                .QueryAsync<TableEntity>(r => r.PartitionKey == StreamIndex.MarkPartition).AnyAsync()
            && (await ledger.List(owed with { State = EffectState.Sending })).Count == 0
            && (await ledger.List(owed with { State = EffectState.Unknown })).All(e => e.LeftUnknown)
            && !(await ledger.List(owed)).Any(e => e.NotBefore <= clock.Now);
    }

    /// <summary>What the reconciler does, as if its time had come.</summary>
    public async Task Reconcile(TheApp app)
    {
        var reconciler = ActivatorUtilities.CreateInstance<Reconciler>(app.Services);
        foreach (var stream in await reconciler.Find(clock.Now.AddHours(1), CancellationToken.None))
            await app.Client.Wake(stream, CancellationToken.None);
        await Settled(app);
    }

    /// <returns>False when nobody owed anything.</returns>
    private async Task<bool> Answer(TheApp app)
    {
        var answered = false;
        while (await Load(app) is var w && w.Tasks.Values.FirstOrDefault(t => t.IsOwed || t.Status is TaskStatus.Submitted) is { } task)
        {
            answered = true;
            if (task.IsOwed)
                await Post(app, task, "submit", Submission(w, task, await Document(app)));
            else if (w.StepOf(task)!.Id.Value.Contains("report", StringComparison.Ordinal) && _returned.Add(task.Id.Value))
                await Post(app, task, "return", new JsonObject { ["reason"] = "Моля, допълнете." });
            else
                await Post(app, task, "accept", new JsonObject());
            if (await State(app) is not WorkflowState.Running)
                break;
        }

        return answered;
    }

    private JsonNode Submission(Workflow w, WorkflowTask task, DocumentRef document)
    {
        var given = ValidAnswers.For(w, task, CivilTime.DateOf(clock.Now));
        var text = System.Text.Json.JsonSerializer.Serialize(
            new SubmitRequest(given.Answer, given.Fields.ToDictionary(f => f.Key, f => (string?)f.Value), given.Evidence, null), ApiJson.Options);
        // What was sent back is not sent again as it was.
        return JsonNode.Parse(text.Replace(ValidAnswers.Document.Hash.Value, document.Hash.Value, StringComparison.Ordinal)
            .Replace($"\"{ValidAnswers.Document.Name}\"", $"\"{task.Received.Count}.pdf\"", StringComparison.Ordinal))!;
    }

    private static async Task<DocumentRef> Document(TheApp app)
    {
        var municipality = new MunicipalityId("sevlievo");
        var stored = await app.Services.GetRequiredService<IDocumentStore>().Put(
            municipality, "документ.pdf", "application/pdf", new MemoryStream(new byte[1000]), 10_000);
        return new(stored!.Hash, stored.Name, stored.Size);
    }

    private async Task<string> Describe(TheApp app)
    {
        var due = await app.Services.GetRequiredService<IWakeUps>().Due(clock.Now, 100);
        var owed = await app.Services.GetRequiredService<IEffectLedger>().List(new(null, null, null, EffectState.Owed, null, 100));
        var instances = await app.Client.GetAllInstancesAsync(new() { FetchInputsAndOutputs = true }).ToListAsync();
        return string.Join('\n', due.Select(s => $"due {s}").Concat(owed.Select(e => $"owed {e.Key} {e.Kind} {e.NotBefore:O} {e.Note}"))
            .Concat(instances.Select(i => $"{i.InstanceId} {i.RuntimeStatus} {i.SerializedCustomStatus} {i.LastUpdatedAt:O} {i.FailureDetails?.ErrorMessage}")));
    }

    private static async Task<Workflow> Load(TheApp app) => WorkflowViews.WorkflowOf(await State(app))!;

    private static async Task Post(TheApp app, WorkflowTask task, string what, JsonNode body) =>
        await Ok(await app.Http.PostAsync($"/api/workflows/{Cycle}/tasks/{task.Id}/{what}", JsonContent.Create(body)));

    private static async Task Ok(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{response.RequestMessage!.RequestUri}: {await response.Content.ReadAsStringAsync()}");
    }
}
