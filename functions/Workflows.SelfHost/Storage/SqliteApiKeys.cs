using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>The keys of machines, found by their hashes.</summary>
public sealed class SqliteApiKeys(SqliteDatabase database) : IApiKeys
{
    private const string Select = "SELECT id, hash, name, role, municipality, institution, created_at, revoked_at FROM api_keys";

    public async ValueTask Add(ApiKey key, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare(
                    """
                    INSERT INTO api_keys (id, hash, name, role, municipality, institution, created_at, revoked_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                .With(key.Id).With(key.Hash).With(key.Name).With(key.Role.ToString())
                .With(key.Municipality?.Value).With(key.Institution?.Value)
                .With(key.CreatedAt.UtcTicks).With(key.RevokedAt?.UtcTicks)
                .Run(),
            cancellation).ConfigureAwait(false);

    public ValueTask<ApiKey?> FindByHash(string hash, CancellationToken cancellation = default) =>
        database.ReadBeside(session => session.Prepare($"{Select} WHERE hash = ?").With(hash).First(Key), cancellation);

    public async ValueTask<IReadOnlyList<ApiKey>> List(CancellationToken cancellation = default) =>
        await database.ReadBeside(session => session.Prepare($"{Select} ORDER BY id").All(Key), cancellation).ConfigureAwait(false);

    public async ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare("UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                .With(at.UtcTicks).With(id)
                .Run() > 0,
            cancellation).ConfigureAwait(false);

    private static ApiKey Key(Statement row) => new(
        row.Text(0),
        row.Text(1),
        row.Text(2),
        Enum.Parse<ActorKind>(row.Text(3)),
        row.TextOrNull(4) is { } municipality ? new MunicipalityId(municipality) : null,
        row.TextOrNull(5) is { } institution ? new InstitutionId(institution) : null,
        new DateTimeOffset(row.Number(6), TimeSpan.Zero),
        row.NumberOrNull(7) is { } revoked ? new DateTimeOffset(revoked, TimeSpan.Zero) : null);
}
