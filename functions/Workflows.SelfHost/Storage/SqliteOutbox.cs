using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>Puts effects in the ledger that belong to no stream; they stand there under the number 0.</summary>
public sealed class SqliteOutbox(SqliteDatabase database) : IOutbox
{
    public async ValueTask<bool> Owe(MunicipalityId municipality, OwedEffect effect, DateTimeOffset at, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare(
                    """
                    INSERT INTO effects (key, stream, municipality, kind, bundle, state, owed_at, not_before, attempts, note, body)
                    VALUES (?, 0, ?, ?, ?, 0, ?, ?, 0, NULL, ?) ON CONFLICT DO NOTHING
                    """)
                .With(effect.Key).With(municipality.Value).With(effect.Kind).With(effect.Group)
                .With(at.UtcTicks).With(effect.NotBefore.UtcTicks).With(effect.Body.Span)
                .Run() > 0,
            cancellation).ConfigureAwait(false);
}
