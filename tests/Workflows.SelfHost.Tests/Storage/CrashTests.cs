using System.Diagnostics;
using System.Globalization;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

/// <summary>DESIGN.md §8, 1: no acknowledged command is ever lost, whatever process is killed when.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task GivenAProcessKilledWhileItCommits_ThenAllThatItAcknowledgedIsThere()
    {
        using var directory = new TemporaryDirectory();
        var acknowledged = new List<(string Stream, long Version)>();
        // Each goes on with what the one before has left.
        for (var killed = 0; killed < 3; killed++)
            acknowledged.AddRange(await KillAfter(directory.Data, lines: 200));

        Assert.Null(await StorageCheck.FirstFault(directory.Data));
        Assert.True(SqliteDatabase.TryOpen(directory.Data, out var database, out _));
        using (database)
        {
            var heads = new Dictionary<string, long>();
            await foreach (var head in new SqliteEventStore(database).Streams())
                heads[head.Stream.Value] = head.Version;
            Assert.All(acknowledged, a => Assert.True(heads[a.Stream] >= a.Version, $"{a.Stream} lost {a.Version}"));
            var owed = await new SqliteEffectLedger(database).List(new LedgerQuery(null, null, null, null, null, int.MaxValue));
            Assert.Equal(heads.Values.Sum(), owed.Count);
        }
    }

    [Fact]
    public async Task GivenAProcessOverADirectory_ThenNoOtherOpensItUntilItIsKilled()
    {
        using var directory = new TemporaryDirectory();
        using var child = ChildProcess.Start(directory.Data);
        await child.StandardOutput.ReadLineAsync();

        Assert.False(SqliteDatabase.TryOpen(directory.Data, out _, out var refusal));
        Assert.Equal("storage.in-use", refusal.Code);

        await Kill(child);
        Assert.True(SqliteDatabase.TryOpen(directory.Data, out var database, out _));
        using (database)
        {
            using var second = ChildProcess.Start(directory.Data);
            Assert.Equal("storage.in-use", await second.StandardOutput.ReadLineAsync());
            await second.WaitForExitAsync();
        }
    }

    private static async Task<List<(string Stream, long Version)>> KillAfter(DataDirectory directory, int lines)
    {
        var acknowledged = new List<(string, long)>();
        using var child = ChildProcess.Start(directory);
        while (acknowledged.Count < lines && await child.StandardOutput.ReadLineAsync() is { } line)
            acknowledged.Add(Parse(line));
        await Kill(child);
        // What it said before it was killed counts too; the last line may be torn.
        var rest = (await child.StandardOutput.ReadToEndAsync()).Split('\n');
        acknowledged.AddRange(rest[..^1].Select(Parse));
        return acknowledged;
    }

    private static (string Stream, long Version) Parse(string line) =>
        line.Split(' ') is [var stream, var version]
            ? (stream, long.Parse(version, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException(line);

    private static async Task Kill(Process child)
    {
        child.Kill();
        await child.WaitForExitAsync();
    }
}
