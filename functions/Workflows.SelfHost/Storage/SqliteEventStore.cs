using System.Runtime.CompilerServices;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>The events of all streams, with what each commit changes beside them.</summary>
public sealed class SqliteEventStore(SqliteDatabase database) : IEventStore
{
    // Rows are fetched a page at a time, so that no connection is held while a caller works on them.
    private const int Page = 256;

    public ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default) =>
        new(database.Write(context => CommitWriter.Save(context, commit), cancellation));

    public async IAsyncEnumerable<StoredEvent> Read(
        StreamId stream, long afterVersion = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        List<StoredEvent> page;
        do
        {
            page = await database.ReadStream(stream, session => ReadPage(session, stream, afterVersion), cancellation).ConfigureAwait(false);
            foreach (var e in page)
                yield return e;
            afterVersion += page.Count;
        }
        while (page.Count == Page);
    }

    public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) =>
        database.ReadBeside(session => CommitWriter.FindCommand(session, key), cancellation);

    public async IAsyncEnumerable<StreamHead> Streams([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var after = "";
        List<StreamHead> page;
        do
        {
            page = await database.Read(session => HeadsAfter(session, after), cancellation).ConfigureAwait(false);
            foreach (var head in page)
                yield return head;
            after = page is [.., var last] ? last.Stream.Value : after;
        }
        while (page.Count == Page);
    }

    internal static List<StoredEvent> ReadPage(Session session, StreamId stream, long afterVersion)
    {
        var id = session.Prepare("SELECT id FROM streams WHERE name = ?").With(stream.Value).First(row => row.Number(0));
        return session.Prepare(
            """
            SELECT position, name, schema, at, actor_kind, actor_id, body, hash
            FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?
            """)
            .With(Positions.Of(id, Math.Clamp(afterVersion, 0, Positions.MaxVersion)))
            .With(Positions.Of(id, Positions.MaxVersion))
            .With(Page)
            .All(row => new StoredEvent(
                stream,
                Positions.Version(row.Number(0)),
                row.Text(1),
                (int)row.Number(2),
                new DateTimeOffset(row.Number(3), TimeSpan.Zero),
                new Actor((ActorKind)row.Number(4), row.Text(5)),
                row.Bytes(6),
                row.Bytes(7)));
    }

    internal static List<StreamHead> HeadsAfter(Session session, string after) =>
        session.Prepare("SELECT name, municipality, version, hash FROM streams WHERE name > ? ORDER BY name LIMIT ?")
            .With(after).With(Page)
            .All(row => new StreamHead(new StreamId(row.Text(0)), new MunicipalityId(row.Text(1)), row.Number(2), row.Bytes(3)));
}
