using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.CommandLine.Verify;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Files;

namespace Workflows.SelfHost.Tests.Hosting;

/// <summary>An overdue recommendation of a workflow that has ended is told once, whatever is killed when.</summary>
public sealed class OverdueKillTests : IDisposable
{
    private const int Rounds = 8;
    private const string Id = "change-proposals.emo.1";

    private static readonly WorkflowId Cycle = new("sevlievo-2016-2020.cycle.2016");
    private static readonly DateTimeOffset Then = new(2016, 1, 11, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory = new();
    private string _ledger = "";

    [Fact]
    public async Task GivenAServerKilledAtRandomMoments_WhenARecommendationIsOverdue_ThenItIsEscalatedOnce()
    {
        await Stored(Recommend);
        var random = new Random(20160203);
        var (killed, told) = (0, false);
        for (; killed < Rounds || !told; killed++)
        {
            Assert.True(killed < Rounds + 3, $"The coordinator was never told: {_ledger}");
            // Due on Monday, the first of February; the coordinator is told on the second.
            using var server = await ServerProcess.Start(_directory.Data.Root, "--clock", "2016-02-03");
            // Each lives a little longer than the one before, so that one comes as far as the mail. What that owed is some seconds ahead of the
            // clock of the next, which begins anew: the last live until mails are looked for again, which is every half minute.
            await Task.Delay(killed < Rounds ? random.Next(0, 200 * (killed + 1)) : 40_000);
            await server.Kill();
            told = await Stored(IsTold);
        }

        Assert.Null(await StorageCheck.FirstFault(_directory.Data));
        Assert.Null(new EngineCheck(_directory.Data).FirstFault(CancellationToken.None));
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<bool> Recommend(SqliteDatabase database)
    {
        var library = TemplateLibrary.Load().Value!;
        var (store, strategy) = (new SqliteEventStore(database), library.Strategies["sevlievo-2016-2020"]);
        await new StrategyRunner(store).Run(StreamId.Of(strategy.Id), new StrategyCommand.Register(strategy), Actor.Coordinator("emo"), Then);
        var runner = new WorkflowRunner(store);
        foreach (var command in (WorkflowCommand[])
        [
            new WorkflowCommand.Open(Cycle, library.Templates[new("yearly-cycle-sevlievo")], WorkflowContext.Of(strategy, 2016)),
            .. ((string[])["rdsp-approval", "indicator-system", "needs-assessment", "team-discussion"]).Select(s => new WorkflowCommand.WaiveStep(new(s), "За проверката")),
            new WorkflowCommand.Submit(new("change-proposals.emo"), new(new Answer.Proposals([new("goal", "1.1", "Дневен център", "Чакащи")], null), new Dictionary<string, string>(), [])),
            new WorkflowCommand.Accept(new("change-proposals.emo"), null),
            new WorkflowCommand.AssignRecommendation(Id, new("administration"), new(2016, 2, 1)),
            new WorkflowCommand.Cancel("Нова стратегия"),
        ])
        {
            Assert.IsType<RunResult<WorkflowState, WorkflowEvent>.Done>(await runner.Run(StreamId.Of(Cycle), command, Actor.Coordinator("emo"), Then));
        }

        return true;
    }

    /// <summary>Whether the mail has gone; in no case is it owed twice.</summary>
    private async Task<bool> IsTold(SqliteDatabase database)
    {
        var escalated = await new SqliteEventStore(database).Read(StreamId.Of(Cycle)).Select(EventFormat.ReadWorkflowEvent)
            .OfType<WorkflowEvent.RecommendationEscalated>().ToListAsync();
        var owed = (await new SqliteEffectLedger(database).List(new(null, StreamId.Of(Cycle), null, null, null, 500)))
            .Where(e => e.Kind == EffectKinds.SendMail && EventFormat.ReadEffect(e.Body) is Effect.SendMail { Kind: MailKind.Escalation, Recommendations: [Id] })
            .ToList();
        _ledger = string.Join("; ", owed.Select(e => $"{e.Key} {e.State} after {e.Attempts} attempts, not before {e.NotBefore:O}, {e.Note}"));
        Assert.True(escalated.Count <= 1, $"Escalated {escalated.Count} times.");
        Assert.Equal(escalated.Count, owed.Count);
        return owed is [{ State: EffectState.Sent }];
    }

    private async Task<bool> Stored(Func<SqliteDatabase, Task<bool>> look)
    {
        Assert.True(SqliteDatabase.TryOpen(_directory.Data, out var database, out _));
        using (database)
            return await look(database);
    }
}
