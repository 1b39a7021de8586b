using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>Values of strategies, kept for regions. Everything in the table can be worked out again from the events.</summary>
public sealed class SqliteKeptValues(SqliteDatabase database) : IKeptValues
{
    public async ValueTask<IReadOnlyList<KeptValues>> All(CancellationToken cancellation = default) =>
        await database.ReadBeside(
            session => session
                .Prepare("SELECT strategy, body FROM kept_values ORDER BY strategy")
                .All(row => new KeptValues(new StrategyId(row.Text(0)), row.Bytes(1), null)),
            cancellation).ConfigureAwait(false);

    public ValueTask<ReadOnlyMemory<byte>?> Sheets(StrategyId strategy, CancellationToken cancellation = default) =>
        database.ReadBeside(
            session => session
                .Prepare("SELECT sheets FROM kept_values WHERE strategy = ?")
                .With(strategy.Value)
                .First(row => (ReadOnlyMemory<byte>?)row.Bytes(0)),
            cancellation);

    public async ValueTask Save(IReadOnlyList<KeptValues> values, CancellationToken cancellation = default) =>
        await database.Write(
            context =>
            {
                foreach (var kept in values)
                    Save(context.Session, kept);
                return true;
            },
            cancellation).ConfigureAwait(false);

    private static void Save(Session session, KeptValues kept)
    {
        if (kept.Sheets is { } sheets)
        {
            session.Prepare("INSERT OR REPLACE INTO kept_values (strategy, body, sheets) VALUES (?, ?, ?)")
                .With(kept.Strategy.Value).With(kept.Values.Span).With(sheets.Span)
                .Run();
        }
        else
        {
            session.Prepare("UPDATE kept_values SET body = ? WHERE strategy = ?")
                .With(kept.Values.Span).With(kept.Strategy.Value)
                .Run();
        }
    }
}
