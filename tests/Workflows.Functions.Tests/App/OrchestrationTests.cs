using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Functions.Orchestrations;
using Workflows.Functions.Tests.Storage;

namespace Workflows.Functions.Tests.App;

/// <summary>The orchestrations as administrators see and repair them, and what the reconciler makes good.</summary>
public sealed class OrchestrationTests : IAsyncLifetime
{
    private const string Instance = $"/api/orchestrations/{People.Strategy}.cycle.2018";

    private readonly StandingClock _clock = new(new(2018, 1, 2, 9, 0, 0, TimeSpan.Zero));
    private AzureStore _store = null!;
    private SendGridServer _sendGrid = null!;
    private TheApp _app = null!;
    private People _people = null!;

    public async Task InitializeAsync()
    {
        _store = await AzureStore.Start();
        _sendGrid = await SendGridServer.Start();
        _people = new People(_clock);
        _app = await TheApp.Start(_store.Storage, _clock, _sendGrid);
        await _people.Begin(_app);
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sendGrid.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task An_administrator_sees_holds_ends_forgets_and_begins_an_orchestration()
    {
        var status = await Until("Running");
        Assert.Equal("WorkflowOrchestrator", (string?)status["name"]);
        Assert.Equal("running", (string?)status["customStatus"]!["phase"]);
        Assert.True((int)status["customStatus"]!["openTasks"]! > 0, status.ToJsonString());

        await Command("suspend", "Suspended");
        await Command("resume", "Running");
        await Command("terminate", "Terminated");
        await Post("purge");
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Http.GetAsync(Instance)).StatusCode);
        await Command("restart", "Running");
        await Command("restart", "Running");
    }

    [Fact]
    public async Task What_an_orchestration_does_not_take_as_it_stands_is_refused_with_a_reason()
    {
        await Until("Running");
        await Refused("resume");
        await Refused("purge");
        await Command("suspend", "Suspended");
        await Refused("suspend");
        await Command("terminate", "Terminated");
        await Refused("suspend");
        await Refused("resume");
        await Refused("terminate");
    }

    [Fact]
    public async Task GivenAnOrchestrationThatHasEndedJustBeforeItIsWoken_ThenItIsStarted()
    {
        await Until("Running");
        _app.Rules.Meanwhile = () => Command("terminate", "Terminated");

        await _app.Client.Wake(StreamId.Of(People.Cycle), CancellationToken.None);

        await Until("Running");
    }

    [Fact]
    public async Task GivenAnOrchestrationThatEndsJustBeforeItIsEndedForARestart_ThenItIsStarted()
    {
        await Until("Running");
        _app.Rules.Meanwhile = () => Command("terminate", "Terminated");

        await Post("restart");

        await Until("Running");
    }

    [Fact]
    public async Task GivenAnEngineThatDropsATermination_WhenAnOrchestrationIsBegunAnew_ThenItIsAskedAgain()
    {
        await Until("Running");
        var before = await _app.Client.GetInstanceAsync(People.Cycle.Value);
        _app.Rules.DroppedTerminations = 1;

        await Post("restart");

        Assert.Equal(0, _app.Rules.DroppedTerminations);
        Assert.True((await _app.Client.GetInstanceAsync(People.Cycle.Value))!.CreatedAt > before!.CreatedAt);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_touches_an_orchestration()
    {
        using var coordinator = await _app.As(ActorKind.Coordinator, "sevlievo", null);
        using var nobody = new HttpClient { BaseAddress = _app.Http.BaseAddress };

        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.GetAsync(Instance)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await coordinator.PostAsync($"{Instance}/terminate", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(Instance)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Http.PostAsync($"{Instance}-none/suspend", null)).StatusCode);
    }

    [Fact]
    public async Task GivenAWakeUpThatIsLost_WhenTheReconcilerLooks_ThenTheMailGoesOut()
    {
        var before = _sendGrid.Mails.Count;
        await OweAMail();
        var owed = await _app.Services.GetRequiredService<IEffectLedger>().List(new(null, null, null, EffectState.Owed, null, 10));
        Assert.Single(owed);
        Assert.Equal(before, _sendGrid.Mails.Count);

        await _people.Reconcile(_app);

        Assert.True(_sendGrid.Mails.Count > before);
    }

    [Fact]
    public async Task GivenAProcessThatDiedWhileItSent_WhenTheReconcilerLooks_ThenTheMailGoesOut()
    {
        var before = _sendGrid.Mails.Count;
        await OweAMail();
        var ledger = _app.Services.GetRequiredService<IEffectLedger>();
        Assert.Single(await ledger.Claim([EffectKinds.SendMail], _clock.Now, 10));

        await _people.Reconcile(_app);

        Assert.True(_sendGrid.Mails.Count > before);
        Assert.Empty(await ledger.List(new(null, null, null, EffectState.Unknown, null, 10)));
    }

    [Fact]
    public async Task GivenOrchestrationsThatAreAllGone_WhenTheReconcilerLooks_ThenWhatIsDueStartsThemAgain()
    {
        await Command("terminate", "Terminated");
        _clock.Now = (await _app.Services.GetRequiredService<IWakeUps>().Next())!.Value;

        await _people.Reconcile(_app);

        await Until("Running");
    }

    [Fact]
    public async Task GivenFiveYearsInWhichNobodyAnswers_ThenNoHistoryIsEverLongerThanFiftyEvents()
    {
        var wakeUps = _app.Services.GetRequiredService<IWakeUps>();
        while (await wakeUps.Next() is { } next && next.Year < 2021)
        {
            // As if the host had been asleep for some weeks each time: whatever fell due is done in one turn.
            _clock.Now = next.AddDays(20);
            foreach (var due in await wakeUps.Due(_clock.Now, 100))
                await _app.Client.Wake(due, CancellationToken.None);
            await _people.Settled(_app);
        }

        Assert.Equal(4, await _app.Client.GetAllInstancesAsync(new OrchestrationQuery()).CountAsync(i => i.Name == WorkflowOrchestrator.Name));
        Assert.InRange(_app.Histories.Longest, 5, 50);
    }

    /// <summary>Nobody gathers what this writes to, so no orchestration is told.</summary>
    private async Task OweAMail()
    {
        var workflows = _app.Services.GetRequiredService<WorkflowRunner>();
        var comment = new WorkflowCommand.Comment("c1", FirstTask(await People.State(_app)), "Моля, обадете се.");
        await workflows.Run(StreamId.Of(People.Cycle), comment, Actor.Coordinator("coordinator"), _clock.Now);
    }

    private static TaskId FirstTask(WorkflowState state) => WorkflowViews.WorkflowOf(state)!.Tasks.Keys.First();

    private async Task Refused(string what)
    {
        var response = await _app.Http.PostAsync($"{Instance}/{what}", null);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("orchestration.state", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task Post(string what)
    {
        var response = await _app.Http.PostAsync($"{Instance}/{what}", null);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{what}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>Asks again where nothing comes of it: the engine drops what it is asked in the moment in which a turn begins anew.</summary>
    private async Task Command(string what, string status)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await _app.Http.PostAsync($"{Instance}/{what}", null);
            // Refused where an earlier one of these has been done after all.
            Assert.True(response.StatusCode is HttpStatusCode.Accepted || (attempt > 1 && response.StatusCode is HttpStatusCode.Conflict), $"{what}: {response.StatusCode}");
            try
            {
                await Until(status, TimeSpan.FromSeconds(10));
                return;
            }
            catch (TimeoutException) when (attempt < 12)
            {
            }
        }
    }

    private Task<JsonNode> Until(string status) => Until(status, TimeSpan.FromMinutes(5));

    /// <exception cref="TimeoutException">It never was; the message says what it was at last.</exception>
    private async Task<JsonNode> Until(string status, TimeSpan patience)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await _app.Http.GetFromJsonAsync<JsonNode>(Instance);
            if ((string?)found!["runtimeStatus"] == status && (status != "Running" || found["customStatus"] is not null))
                return found;
            if (TimeProvider.System.GetElapsedTime(began) > patience)
                throw new TimeoutException($"Not {status}: {found.ToJsonString()}");
            await Task.Delay(20);
        }
    }
}
