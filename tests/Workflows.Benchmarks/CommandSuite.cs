using System.Globalization;
using System.Text;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;

namespace Workflows.Benchmarks;

/// <summary>Whole commands through the runner: decided, saved with what they owe, durable when answered.</summary>
internal static class CommandSuite
{
    private static readonly TaskId Draft = TaskId.Create("strategy-draft.mayor");
    private static readonly DateTimeOffset Now = CivilTime.MorningOf(new(2016, 1, 11)).AddHours(2);
    private static readonly TemplateLibrary Library = TemplateLibrary.Load().Value ?? throw new InvalidOperationException("The shipped templates are broken.");

    public static async Task Run()
    {
        // Until the compiler has seen it all.
        await Scratch.InDirectory(async (_, database) => await (await Cycle.Open(new WorkflowRunner(new SqliteEventStore(database)), 0)).Submit(5_000));
        await Scratch.InDirectory(OneAfterAnother);
        await Scratch.InDirectory(ManyClients);
        await Scratch.InDirectory(LongStream);
    }

    private static async Task OneAfterAnother(string root, SqliteDatabase database)
    {
        const int Commands = 300;
        var cycle = await Cycle.Open(new WorkflowRunner(new SqliteEventStore(database)), 0);
        using var bare = new BareDatabase(Path.Combine(root, "bare.db"));
        var body = Encoding.UTF8.GetBytes(new string('x', 300));
        var seconds = await Measure.Alternating(
            9,
            () =>
            {
                for (var i = 0; i < Commands; i++)
                    bare.Insert(body);
                return Task.CompletedTask;
            },
            () => cycle.Submit(Commands));

        Measure.Print("bare durable row inserts, one after another", Commands / seconds[0], "/s", "");
        Measure.Print("answers submitted, one after another", Commands / seconds[1], "/s", "");
        Measure.Print("  ratio to bare inserts", seconds[0] / seconds[1], "x", "goal: at least 0.4");
    }

    private static async Task ManyClients(string root, SqliteDatabase database)
    {
        const int Clients = 64;
        const int Each = 30;
        var runner = new WorkflowRunner(new SqliteEventStore(database));
        var cycles = new List<Cycle>();
        for (var i = 0; i <= Clients; i++)
            cycles.Add(await Cycle.Open(runner, i));
        // So many rounds that the median one runs code which is compiled for good.
        var seconds = await Measure.Alternating(
            41,
            () => cycles[Clients].Submit(300),
            () => Task.WhenAll(cycles.Take(Clients).Select(cycle => Task.Run(() => cycle.Submit(Each)))));

        var (one, many) = (300 / seconds[0], Clients * Each / seconds[1]);
        Measure.Print("answers submitted by one client", one, "/s", "");
        Measure.Print($"answers submitted by {Clients} clients at once", many, "/s", "");
        Measure.Print("  ratio to one client", many / one, "x", "goal: at least 5");
    }

    private static async Task LongStream(string root, SqliteDatabase database)
    {
        const int Rounds = 9;
        const int Commands = 100;
        var runner = new WorkflowRunner(new SqliteEventStore(database));
        var grown = await Cycle.Open(runner, 0);
        await grown.SubmitUntil(10_000);
        // A fresh one for each round, so that it stays short; one round more is run than is counted.
        var fresh = new Queue<Cycle>();
        for (var i = 0; i <= Rounds; i++)
            fresh.Enqueue(await Cycle.Open(runner, i + 1));
        var seconds = await Measure.Alternating(Rounds, () => fresh.Dequeue().Submit(Commands), () => grown.Submit(Commands));

        Measure.Print("a command on a stream of at most 120 events", seconds[0] / Commands * 1e6, "µs", "");
        Measure.Print($"a command on a stream of {grown.Version:N0} events", seconds[1] / Commands * 1e6, "µs", "");
        Measure.Print("  ratio", seconds[1] / seconds[0], "x", "goal: at most 1.5");
    }

    /// <summary>A cycle in its first year, in which the mayor hands in one draft after the other.</summary>
    private sealed class Cycle(WorkflowRunner runner, WorkflowId id)
    {
        private static readonly DocumentRef File = new(DocumentHash.Parse(new string('a', 64)), "draft.pdf", 1000);
        private int _edition;

        public long Version { get; private set; }

        public static async Task<Cycle> Open(WorkflowRunner runner, int number)
        {
            var shipped = Library.Strategies["sevlievo-2016-2020"];
            var municipality = MunicipalityId.Create(string.Create(CultureInfo.InvariantCulture, $"sevlievo-{number:000}"));
            var strategy = shipped with { Municipality = shipped.Municipality with { Id = municipality } };
            var id = StrategyDecider.IdOf(strategy, StrategyDecider.CycleName, 2016);
            var template = Library.Templates[strategy.Workflows.Single(w => w.Name == StrategyDecider.CycleName).Template];
            var cycle = new Cycle(runner, id);
            await cycle.Run(new WorkflowCommand.Open(id, template, WorkflowContext.Of(strategy, 2016)), Actor.System);
            return cycle;
        }

        public async Task Submit(int times)
        {
            for (var i = 0; i < times; i++)
            {
                var answer = new Answer.Document(File, string.Create(CultureInfo.InvariantCulture, $"Edition {++_edition}"));
                await Run(new WorkflowCommand.Submit(Draft, new(answer, new Dictionary<string, string>(), [])), Actor.Of(InstitutionId.Create("mayor")));
            }
        }

        public async Task SubmitUntil(long version)
        {
            while (Version < version)
                await Submit(100);
        }

        private async Task Run(WorkflowCommand command, Actor actor) =>
            Version = await runner.Run(StreamId.Of(id), command, actor, Now) is RunResult<WorkflowState, WorkflowEvent>.Done done
                ? done.After.Version
                : throw new InvalidOperationException("The command was refused.");
    }
}
