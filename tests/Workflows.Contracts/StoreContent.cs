using System.Text;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>Everything that a store shows through its ports, as text: two texts are equal when nothing changed between them.</summary>
public static class StoreContent
{
    public static async Task<string> Of(IStoreUnderTest store)
    {
        var text = new StringBuilder();
        await foreach (var head in store.Events.Streams())
        {
            text.AppendLine($"stream {head.Stream} {head.Municipality} {head.Version} {Hex(head.Hash)}");
            await foreach (var e in store.Events.Read(head.Stream))
                text.AppendLine($"event {e.Version} {e.Name} {e.Schema} {e.At:O} {e.Actor} {Hex(e.Body)} {Hex(e.Hash)}");
        }

        foreach (var entry in await store.Ledger.List(new LedgerQuery(null, null, null, null, null, 1000)))
            text.AppendLine($"effect {entry with { Body = default }} {Hex(entry.Body)}");
        text.AppendLine($"next {await store.WakeUps.Next():O}");
        text.AppendJoin(' ', await store.WakeUps.Due(DateTimeOffset.MaxValue, 1000)).AppendLine();
        text.AppendJoin('\n', await store.Listing.Strategies(new StrategyQuery(null, null, 1000))).AppendLine();
        text.AppendJoin('\n', await store.Listing.Workflows(new WorkflowQuery(null, null, null, null, null, 1000))).AppendLine();
        text.AppendJoin('\n', await store.Listing.Tasks(new TaskQuery(null, null, null, null, null, null, null, 1000))).AppendLine();
        return text.ToString();
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
