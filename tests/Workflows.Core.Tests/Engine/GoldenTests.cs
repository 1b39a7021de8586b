using System.Text;
using System.Text.Json.Nodes;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Core.Tests.Engine;

/// <summary>Last year's bytes still read: one file for each event name and schema, as it was stored.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Engine", "golden");

    public static TheoryData<string> Files => new(Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryEventHasAGoldenFile() =>
        Assert.Equal(
            EventFormat.Names.Keys.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder, "*.1.json").Select(f => Path.GetFileName(f)[..^".1.json".Length]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void AStoredEventReadsAndWritesAsItWas(string file)
    {
        var golden = File.ReadAllText(Path.Combine(Folder, file));
        var (name, schema) = (file.Split('.')[0], int.Parse(file.Split('.')[1]));
        var stored = new StoredEvent(new("s"), 1, name, schema, default, Actor.System, Encoding.UTF8.GetBytes(golden), default);

        var written = typeof(StrategyEvent).IsAssignableFrom(EventFormat.Names[name])
            ? EventFormat.Write(EventFormat.ReadStrategyEvent(stored))
            : EventFormat.Write(EventFormat.ReadWorkflowEvent(stored));

        Assert.Equal(name, written.Name);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(golden), JsonNode.Parse(written.Body.Span)),
            $"{file} was written as{Environment.NewLine}{Encoding.UTF8.GetString(written.Body.Span)}");
    }
}
