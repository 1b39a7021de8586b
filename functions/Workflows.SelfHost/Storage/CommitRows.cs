using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Writes the rows of many commits at once: those of one stream together, and of a row that changed often only what it came to. So each page
/// is touched once for all of them.
/// </summary>
internal static class CommitRows
{
    /// <param name="streams">Each with its commits in their order.</param>
    public static void Save(WriteContext context, List<List<JournaledCommit>> streams)
    {
        // Those that are new get their numbers first.
        foreach (var (head, commits) in streams.ConvertAll(s => (HeadRow(context, s), s)).OrderBy(s => s.Item1.Id))
            Save(context.Session, head, commits);
        ListingRows.Save(context, streams.SelectMany(s => s).Select(c => c.Commit.Listing));
    }

    /// <summary>The remembered head may be ahead: later commits of the stream are in the journal already.</summary>
    private static Head HeadRow(WriteContext context, List<JournaledCommit> commits)
    {
        var (session, heads, _) = context;
        var stream = commits[0].Commit.Stream;
        var head = heads.Find(session, stream)!;
        var wakeAt = commits[^1].Commit.WakeUp?.UtcTicks;
        var hash = commits.FindLast(c => c.Hashes.Count > 0)?.Hashes[^1];
        if (head.Id == 0)
        {
            var id = session.Prepare("INSERT INTO streams (name, municipality, version, hash, wake_at) VALUES (?, ?, ?, ?, ?) RETURNING id")
                .With(stream.Value).With(head.Municipality.Value).With(commits[^1].Version).With(hash).With(wakeAt)
                .First(row => row.Number(0));
            head = head with { Id = id, WakeAt = wakeAt };
        }
        else
        {
            if (hash is not null)
                session.Prepare("UPDATE streams SET version = ?, hash = ? WHERE id = ?").With(commits[^1].Version).With(hash).With(head.Id).Run();
            // Most commits leave the moment of waking as it is, and then its index is not touched.
            if (head.WakeAt != wakeAt)
                session.Prepare("UPDATE streams SET wake_at = ? WHERE id = ?").With(wakeAt).With(head.Id).Run();
            head = head with { WakeAt = wakeAt };
        }

        heads.Remember(stream, head);
        return head;
    }

    private static void Save(Session session, Head head, IEnumerable<JournaledCommit> commits)
    {
        foreach (var (commit, hashes) in commits)
        {
            for (var i = 0; i < hashes.Count; i++)
                Save(session, commit, Positions.Of(head.Id, commit.ExpectedVersion + i + 1), commit.Events[i], hashes[i]);
            foreach (var effect in commit.Effects)
                Save(session, commit, head, effect);
        }
    }

    private static void Save(Session session, Commit commit, long position, NewEvent e, byte[] hash) =>
        session.Prepare("INSERT INTO events (position, name, schema, at, actor_kind, actor_id, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .With(position).With(e.Name).With(e.Schema).With(commit.At.UtcTicks)
            .With((int)commit.Actor.Kind).With(commit.Actor.Id).With(e.Body.Span).With(hash)
            .Run();

    private static void Save(Session session, Commit commit, Head head, OwedEffect effect)
    {
        _ = EffectKey.TryParse(effect.Key, commit.Stream, out var key);
        session.Prepare(
            """
            INSERT INTO effects (position, kind, bundle, state, owed_at, not_before, attempts, body)
            VALUES (?, ?, ?, 0, ?, ?, 0, ?)
            """)
            .With(Positions.OfEffect(head.Id, key.Version, key.Index)).With(effect.Kind).With(effect.Group)
            .With(commit.At.UtcTicks).With(effect.NotBefore.UtcTicks).With(effect.Body.Span)
            .Run();
    }
}
