using System.Text.Json;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>Answers that were begun and not sent. Nothing of them is in the events.</summary>
public sealed class SqliteDrafts(SqliteDatabase database) : IDrafts
{
    public ValueTask<Draft?> Find(DraftKey key, CancellationToken cancellation = default) =>
        database.ReadBeside(
            session => session
                .Prepare("SELECT municipality, after, saved_at, body FROM drafts WHERE holder = ? AND workflow = ? AND task = ?")
                .With(key.Holder).With(key.Workflow.Value).With(key.Task.Value)
                .First(row => new Draft(
                    key,
                    new(row.Text(0)),
                    (int)row.Number(1),
                    new(row.Number(2), TimeSpan.Zero),
                    JsonSerializer.Deserialize<Dictionary<string, string>>(row.Bytes(3))!)),
            cancellation);

    public async ValueTask<IReadOnlyList<DraftKey>> Of(MunicipalityId municipality, string holder, CancellationToken cancellation = default) =>
        await database.ReadBeside(
            session => session
                .Prepare("SELECT workflow, task FROM drafts WHERE holder = ? AND municipality = ? ORDER BY workflow, task")
                .With(holder).With(municipality.Value)
                .All(row => new DraftKey(holder, new(row.Text(0)), new(row.Text(1)))),
            cancellation).ConfigureAwait(false);

    public async ValueTask Save(Draft draft, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare("INSERT OR REPLACE INTO drafts (holder, workflow, task, municipality, after, saved_at, body) VALUES (?, ?, ?, ?, ?, ?, ?)")
                .With(draft.Key.Holder).With(draft.Key.Workflow.Value).With(draft.Key.Task.Value).With(draft.Municipality.Value)
                .With(draft.After).With(draft.SavedAt.UtcTicks).With(JsonSerializer.SerializeToUtf8Bytes(draft.Values).AsSpan())
                .Run(),
            cancellation).ConfigureAwait(false);

    public async ValueTask Remove(DraftKey key, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare("DELETE FROM drafts WHERE holder = ? AND workflow = ? AND task = ?")
                .With(key.Holder).With(key.Workflow.Value).With(key.Task.Value)
                .Run(),
            cancellation).ConfigureAwait(false);

    public async ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session.Prepare("DELETE FROM drafts WHERE saved_at < ?").With(before.UtcTicks).Run(), cancellation).ConfigureAwait(false);
}
