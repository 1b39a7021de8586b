using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>Writes one commit, after checking all that could refuse it: a commit that is refused has written nothing.</summary>
internal static class CommitWriter
{
    public static CommitResult Save(WriteContext context, Commit commit)
    {
        var (session, heads) = context;
        if (commit.Command is { } command && FindCommand(session, command.Key) is { } earlier)
            return new CommitResult.Repeated(earlier);

        var head = heads.Find(session, commit.Stream);
        if ((head?.Version ?? 0) != commit.ExpectedVersion)
            return new CommitResult.Conflict(head?.Version ?? 0);
        if (head is not null && head.Municipality != commit.Municipality)
            throw new ArgumentException($"Stream {commit.Stream} belongs to {head.Municipality}, not to {commit.Municipality}.", nameof(commit));

        var version = commit.ExpectedVersion + commit.Events.Count;
        if (version > 0)
            AppendTo(context, commit, head);
        else if (commit.Effects.Count > 0 || commit.WakeUp is not null)
            throw new ArgumentException($"Stream {commit.Stream} has no event that could owe an effect or a waking.", nameof(commit));
        ListingRows.Save(context, commit.Listing);
        if (commit.Command is { } receipt)
            Save(session, receipt);
        return new CommitResult.Saved(version);
    }

    public static CommandReceipt? FindCommand(Session session, string key) =>
        session.Prepare("SELECT key, fingerprint, stream, first_version, last_version FROM commands WHERE key = ?")
            .With(key)
            .First(row => new CommandReceipt(row.Text(0), row.Text(1), new StreamId(row.Text(2)), row.Number(3), row.Number(4)));

    private static void AppendTo(WriteContext context, Commit commit, Head? head)
    {
        var (session, heads) = context;
        var hashes = Chain(commit, head);
        head = SaveHead(session, commit, head, hashes.Count > 0 ? hashes[^1] : head!.Hash);
        heads.Remember(commit.Stream, head);
        for (var i = 0; i < commit.Events.Count; i++)
            Save(session, commit, Positions.Of(head.Id, commit.ExpectedVersion + i + 1), commit.Events[i], hashes[i]);
        foreach (var effect in commit.Effects)
            Save(session, commit, head, effect);
    }

    private static List<byte[]> Chain(Commit commit, Head? head)
    {
        var hashes = new List<byte[]>(commit.Events.Count);
        var last = head is null ? HashChain.Root.Span : head.Hash;
        foreach (var e in commit.Events)
        {
            hashes.Add(HashChain.Next(last, commit.Stream, commit.ExpectedVersion + hashes.Count + 1, commit.At, commit.Actor, e));
            last = hashes[^1];
        }

        return hashes;
    }

    private static Head SaveHead(Session session, Commit commit, Head? head, byte[] hash)
    {
        var version = commit.ExpectedVersion + commit.Events.Count;
        if (head is null)
        {
            var id = session.Prepare("INSERT INTO streams (name, municipality, version, hash, wake_at) VALUES (?, ?, ?, ?, ?) RETURNING id")
                .With(commit.Stream.Value).With(commit.Municipality.Value).With(version).With(hash).With(commit.WakeUp?.UtcTicks)
                .First(row => row.Number(0));
            return new Head(id, commit.Municipality, version, hash, commit.WakeUp?.UtcTicks, null);
        }

        // Most commits leave the moment of waking as it is, and then its index is not touched.
        var update = head.WakeAt == commit.WakeUp?.UtcTicks
            ? session.Prepare("UPDATE streams SET version = ?, hash = ? WHERE id = ?").With(version).With(hash)
            : session.Prepare("UPDATE streams SET version = ?, hash = ?, wake_at = ? WHERE id = ?").With(version).With(hash).With(commit.WakeUp?.UtcTicks);
        update.With(head.Id).Run();
        return head with { Version = version, Hash = hash, WakeAt = commit.WakeUp?.UtcTicks };
    }

    private static void Save(Session session, Commit commit, long position, NewEvent e, byte[] hash) =>
        session.Prepare("INSERT INTO events (position, name, schema, at, actor_kind, actor_id, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
            .With(position).With(e.Name).With(e.Schema).With(commit.At.UtcTicks)
            .With((int)commit.Actor.Kind).With(commit.Actor.Id).With(e.Body.Span).With(hash)
            .Run();

    private static void Save(Session session, Commit commit, Head head, OwedEffect effect)
    {
        if (!EffectKey.TryParse(effect.Key, out var key) || key.Stream != commit.Stream || key.Version > head.Version)
            throw new ArgumentException($"No event of stream {commit.Stream} can owe an effect under the key '{effect.Key}'.", nameof(commit));
        session.Prepare(
            """
            INSERT INTO effects (position, kind, bundle, state, owed_at, not_before, attempts, body)
            VALUES (?, ?, ?, 0, ?, ?, 0, ?)
            """)
            .With(Positions.OfEffect(head.Id, key.Version, key.Index)).With(effect.Kind).With(effect.Group)
            .With(commit.At.UtcTicks).With(effect.NotBefore.UtcTicks).With(effect.Body.Span)
            .Run();
    }

    private static void Save(Session session, CommandReceipt receipt) =>
        session.Prepare("INSERT INTO commands (key, fingerprint, stream, first_version, last_version) VALUES (?, ?, ?, ?, ?)")
            .With(receipt.Key).With(receipt.Fingerprint).With(receipt.Stream.Value)
            .With(receipt.FirstVersion).With(receipt.LastVersion)
            .Run();
}
