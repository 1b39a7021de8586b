using System.Diagnostics;
using System.Globalization;
using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Transfer;

namespace Workflows.SelfHost.Tests.Storage;

/// <summary>
/// A second process over a data directory: it appends to its streams without end and says on its output what was acknowledged, or imports
/// a file and stands still before the write that it is killed at.
/// </summary>
internal static class ChildProcess
{
    private const int Clients = 8;

    public static Process Start(DataDirectory directory) => Start("append", directory.Root);

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) is not "dotnet")
            start.FileName = "dotnet";
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Writes a line <c>stream version</c> after each acknowledged commit, or the code of the refusal to open.</summary>
    public static async Task Write(string root)
    {
        if (!SqliteDatabase.TryOpen(new DataDirectory(root), out var database, out var refusal))
        {
            Console.WriteLine(refusal.Code);
            return;
        }

        using (database)
        {
            var events = new SqliteEventStore(database);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Write(events, $"s{client}"))));
        }
    }

    /// <summary>Imports a file, and stands still before a write so that it can be killed there.</summary>
    /// <param name="before">The number of that write, from 1 on.</param>
    public static async Task Import(string file, string root, int before)
    {
        using var opened = ExportedBalchik.Open(file);
        using var store = new OpenStore(new DataDirectory(root));
        var writes = 0;
        await store.Watched(_ =>
        {
            if (++writes < before)
                return;
            Console.WriteLine("here");
            Thread.Sleep(Timeout.Infinite);
        }).Run(opened);
    }

    private static async Task Write(SqliteEventStore events, string stream)
    {
        var version = 0L;
        await foreach (var e in events.Read(new StreamId(stream)))
            version = e.Version;
        for (; ; version++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{stream}/{version + 1}/0");
            var commit = Given.Commit(stream, version, Given.Event("{}")) with { Effects = [Given.Effect(key)], WakeUp = Given.Noon };
            if (await events.Commit(commit) is not CommitResult.Saved)
                throw new InvalidOperationException("Nobody else writes this stream.");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stream} {version + 1}"));
        }
    }
}
