using System.Diagnostics;
using System.Text;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.Benchmarks;

/// <summary>How the store on one machine keeps up with bare SQLite, with many clients and with a country's worth of rows.</summary>
internal static class StorageSuite
{
    // More than the write-ahead log holds before it begins anew. Growing a file makes a flush dearer, so each log has its full size
    // before anything is measured.
    private const int LogSize = 48 * 1024 * 1024;

    public static async Task Run()
    {
        await Scratch.InDirectory(OneAfterAnother);
        await Scratch.InDirectory(ManyClients);
        await Scratch.InDirectory(NextDue);
        await Scratch.InDirectory(Bulk);
    }

    private static async Task OneAfterAnother(string root, SqliteDatabase database)
    {
        const int Commits = 500;
        var store = new SqliteEventStore(database);
        using var bare = new BareDatabase(Path.Combine(root, "bare.db"));
        var body = Encoding.UTF8.GetBytes(new string('x', 300));
        bare.Insert(new byte[LogSize]);
        await GrowLog(store);
        var versions = new long[50];
        var next = 0;

        var seconds = await Measure.Alternating(
            9,
            () =>
            {
                for (var i = 0; i < Commits; i++)
                    bare.Insert(body);
                return Task.CompletedTask;
            },
            async () =>
            {
                for (var i = 0; i < Commits; i++)
                {
                    var stream = next++ % versions.Length;
                    await Saved(store, Load.Command(Load.Stream("s", stream), versions[stream]));
                    versions[stream] += 2;
                }
            });

        Measure.Print("bare durable row inserts, one after another", Commits / seconds[0], "/s", "");
        Measure.Print("durable commands, one after another", Commits / seconds[1], "/s", "");
        Measure.Print("  ratio to bare inserts", seconds[0] / seconds[1], "x", "goal: at least 0.4");
    }

    private static async Task ManyClients(string root, SqliteDatabase database)
    {
        const int Clients = 64;
        const int Each = 30;
        var store = new SqliteEventStore(database);
        var versions = new long[Clients + 1];
        await GrowLog(store);

        async Task Client(int client, int commits)
        {
            for (var i = 0; i < commits; i++, versions[client] += 2)
                await Saved(store, Load.Command(Load.Stream("s", client), versions[client]));
        }

        // So many rounds that the median one runs code which is compiled for good.
        var seconds = await Measure.Alternating(
            41,
            () => Client(Clients, 300),
            () => Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Client(client, Each)))));

        var one = 300 / seconds[0];
        var many = Clients * Each / seconds[1];
        Measure.Print("durable commands of one client", one, "/s", "");
        Measure.Print($"durable commands of {Clients} clients at once", many, "/s", "");
        Measure.Print("  ratio to one client", many / one, "x", "goal: at least 5");
    }

    private static async Task NextDue(string root, SqliteDatabase database)
    {
        const int Streams = 1_000_000;
        var store = new SqliteEventStore(database);
        var wakeUps = new SqliteWakeUps(database);
        var body = new NewEvent("workflow-opened", 1, "{}"u8.ToArray());
        var start = Load.Commit(Load.Stream("s", 0), 0, 0, 0, 0) with { Events = [body], Listing = ListingChange.None };
        foreach (var chunk in Enumerable.Range(0, Streams).Chunk(10_000))
        {
            await Task.WhenAll(chunk.Select(i => Saved(
                store, start with { Stream = Load.Stream("s", i), WakeUp = Load.Start.AddSeconds((long)i * 7919 % Streams) })));
        }

        var next = new List<double>();
        var due = new List<double>();
        for (var i = 0; i < 1000; i++)
        {
            next.Add(await Milliseconds(async () => await wakeUps.Next()));
            due.Add(await Milliseconds(async () => await wakeUps.Due(Load.Start.AddSeconds(i), 100)));
        }

        Measure.Print($"next due of {Streams:N0} streams", Measure.Median(next), "ms", "goal: at most 1");
        Measure.Print("  the slowest of a thousand", next.Max(), "ms", "");
        Measure.Print($"the first hundred due of {Streams:N0} streams", Measure.Median(due), "ms", "");
    }

    private static async Task Bulk(string root, SqliteDatabase database)
    {
        const int Streams = 10_000;
        const int Rounds = 20;
        var store = new SqliteEventStore(database);
        var commits = Enumerable.Range(0, Rounds)
            .Select(round => Enumerable.Range(0, Streams).Select(i => Load.Commit(Load.Stream("s", i), round * 3, events: 3, effects: 2, tasks: 1)).ToList())
            .ToList();

        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        foreach (var round in commits)
            await Task.WhenAll(round.Select(commit => Saved(store, commit)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cores = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds / seconds;

        Measure.Print("bulk: events", Streams * Rounds * 3 / seconds, "/s", "goal: at least 30,000");
        Measure.Print("bulk: effects, in the same seconds", Streams * Rounds * 2 / seconds, "/s", "goal: at least 20,000");
        Measure.Print("bulk: task rows, and as many workflow rows, in the same seconds", Streams * Rounds / seconds, "/s", "");
        Measure.Print("  processor cores used", cores, "", "");
        Measure.Print("  events in a second of one whole core", Streams * Rounds * 3 / seconds / cores, "/s", "");

        var ledger = new SqliteEffectLedger(database);
        var settled = 0;
        start = Stopwatch.GetTimestamp();
        while (settled < 100_000)
        {
            var claimed = await ledger.Claim(["send-mail"], DateTimeOffset.MaxValue, 500);
            await ledger.Settle([.. claimed.Select(e => e.Key)], new Delivery.Sent());
            settled += claimed.Count;
        }

        Measure.Print("effects claimed and settled", settled / Stopwatch.GetElapsedTime(start).TotalSeconds, "/s", "");
    }

    private static Task GrowLog(SqliteEventStore store) =>
        Saved(store, Load.Commit(Load.Stream("log", 0), 0, 0, 0, 0) with
        {
            Events = [new NewEvent("filled", 1, new byte[LogSize])],
            Listing = ListingChange.None,
        });

    private static async Task<double> Milliseconds(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task Saved(SqliteEventStore store, Commit commit)
    {
        if (await store.Commit(commit) is not CommitResult.Saved)
            throw new InvalidOperationException($"{commit.Stream} was not saved.");
    }
}
