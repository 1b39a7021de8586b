using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Writes the rows of many commits at once: those of one stream together, and of a row that changed often only what it came to. So each page
/// is touched once for all of them.
/// </summary>
internal static class CommitRows
{
    public static void Save(WriteContext context, IReadOnlyList<JournaledCommit> commits)
    {
        foreach (var stream in commits.GroupBy(c => c.Commit.Stream).Select(g => (Head: HeadRow(context, g), Commits: g)).OrderBy(s => s.Head.Id).ToList())
            Save(context.Session, stream.Head, stream.Commits);
        ListingRows.Save(context, commits.Select(c => c.Commit.Listing));
    }

    /// <summary>Version and hash stand in the head already, which was remembered when the last of the commits was taken.</summary>
    private static Head HeadRow(WriteContext context, IGrouping<StreamId, JournaledCommit> commits)
    {
        var (session, heads, _) = context;
        var head = heads.Find(session, commits.Key)!;
        var wakeAt = commits.Last().Commit.WakeUp?.UtcTicks;
        if (head.Id == 0)
        {
            var id = session.Prepare("INSERT INTO streams (name, municipality, version, hash, wake_at) VALUES (?, ?, ?, ?, ?) RETURNING id")
                .With(commits.Key.Value).With(head.Municipality.Value).With(head.Version).With(head.Hash.Span).With(wakeAt)
                .First(row => row.Number(0));
            head = head with { Id = id, WakeAt = wakeAt };
        }
        else
        {
            // Most commits leave the moment of waking as it is, and then its index is not touched.
            var update = head.WakeAt == wakeAt
                ? session.Prepare("UPDATE streams SET version = ?, hash = ? WHERE id = ?").With(head.Version).With(head.Hash.Span)
                : session.Prepare("UPDATE streams SET version = ?, hash = ?, wake_at = ? WHERE id = ?").With(head.Version).With(head.Hash.Span).With(wakeAt);
            update.With(head.Id).Run();
            head = head with { WakeAt = wakeAt };
        }

        heads.Remember(commits.Key, head);
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
