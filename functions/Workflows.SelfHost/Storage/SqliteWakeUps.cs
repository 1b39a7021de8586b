using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>The index of due times, kept in the heads of the streams.</summary>
public sealed class SqliteWakeUps(SqliteDatabase database) : IWakeUps
{
    public ValueTask<DateTimeOffset?> Next(CancellationToken cancellation = default) =>
        database.Read(
            session => session.Prepare("SELECT wake_at FROM streams WHERE wake_at IS NOT NULL ORDER BY wake_at LIMIT 1")
                .First(row => (DateTimeOffset?)new DateTimeOffset(row.Number(0), TimeSpan.Zero)),
            cancellation);

    public async ValueTask<IReadOnlyList<StreamId>> Due(DateTimeOffset now, int limit, CancellationToken cancellation = default) =>
        await database.Read(
            session => session.Prepare("SELECT name FROM streams WHERE wake_at <= ? ORDER BY wake_at, id LIMIT ?")
                .With(now.UtcTicks).With(limit)
                .All(row => new StreamId(row.Text(0))),
            cancellation).ConfigureAwait(false);
}
