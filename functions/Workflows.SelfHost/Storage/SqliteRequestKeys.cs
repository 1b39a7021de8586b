using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>The keys of requests that are no commands, in a table of their own.</summary>
public sealed class SqliteRequestKeys(SqliteDatabase database) : IRequestKeys
{
    public ValueTask<KnownRequest?> Find(string key, CancellationToken cancellation = default) =>
        database.ReadBeside(session => Find(session, key), cancellation);

    public async ValueTask<KnownRequest> Save(KnownRequest request, CancellationToken cancellation = default) =>
        await database.Write(
            context =>
            {
                context.Session
                    .Prepare(
                        """
                        INSERT INTO requests (key, fingerprint, done) VALUES (?, ?, ?)
                        ON CONFLICT (key) DO UPDATE SET done = max(done, excluded.done) WHERE fingerprint = excluded.fingerprint
                        """)
                    .With(request.Key).With(request.Fingerprint).With(request.Done ? 1 : 0)
                    .Run();
                return Find(context.Session, request.Key)!;
            },
            cancellation).ConfigureAwait(false);

    private static KnownRequest? Find(Session session, string key) =>
        session.Prepare("SELECT key, fingerprint, done FROM requests WHERE key = ?")
            .With(key)
            .First(row => new KnownRequest(row.Text(0), row.Text(1), row.Number(2) == 1));
}
