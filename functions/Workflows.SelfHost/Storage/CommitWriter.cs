using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Takes one commit into the journal, after checking all that could refuse it: a commit that is refused has written nothing, and one that was
/// taken can always be written into the tables.
/// </summary>
internal static class CommitWriter
{
    public static CommitResult Save(WriteContext context, Commit commit)
    {
        if (commit.Command is { } command && FindCommand(context.Session, command.Key) is { } earlier)
            return new CommitResult.Repeated(earlier);

        var head = context.Heads.Find(context.Session, commit.Stream);
        if ((head?.Version ?? 0) != commit.ExpectedVersion)
            return new CommitResult.Conflict(head?.Version ?? 0);
        Check(context, commit, head);

        var version = commit.ExpectedVersion + commit.Events.Count;
        if (version > 0)
            Append(context, commit, head);
        if (commit.Command is { } receipt)
            Save(context.Session, receipt);
        return new CommitResult.Saved(version);
    }

    public static CommandReceipt? FindCommand(Session session, string key) =>
        session.Prepare("SELECT key, fingerprint, stream, first_version, last_version FROM commands WHERE key = ?")
            .With(key)
            .First(row => new CommandReceipt(row.Text(0), row.Text(1), new StreamId(row.Text(2)), row.Number(3), row.Number(4)));

    private static void Append(WriteContext context, Commit commit, Head? head)
    {
        var hashes = new byte[commit.Events.Count][];
        var last = head?.Hash ?? HashChain.Root;
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = HashChain.Next(last.Span, commit.Stream, commit.ExpectedVersion + i + 1, commit.At, commit.Actor, commit.Events[i]);
            last = hashes[i];
        }

        context.Journal.Add(new(commit, hashes));
        context.Heads.Remember(
            commit.Stream,
            (head ?? Head.New(commit.Municipality)) with { Version = commit.ExpectedVersion + commit.Events.Count, Hash = last });
    }

    private static void Check(WriteContext context, Commit commit, Head? head)
    {
        if (head is not null && head.Municipality != commit.Municipality)
            throw new ArgumentException($"Stream {commit.Stream} belongs to {head.Municipality}, not to {commit.Municipality}.", nameof(commit));
        var version = commit.ExpectedVersion + commit.Events.Count;
        if (version > Positions.MaxVersion)
            throw new ArgumentException($"A stream holds at most {Positions.MaxVersion} events.", nameof(commit));
        if (version == 0 && (commit.Effects.Count > 0 || commit.WakeUp is not null || commit.Listing.Strategy is not null))
            throw new ArgumentException($"Stream {commit.Stream} has no event that could owe an effect, a waking or a row in a list.", nameof(commit));
        CheckEffects(commit, version);
        if (commit.Listing.Workflow is { } workflow)
            CheckListed(context, commit, workflow.Id, workflow.Municipality);
        foreach (var task in commit.Listing.Tasks)
            CheckListed(context, commit, task.Workflow, task.Municipality);
    }

    /// <summary>Only new events owe something, so that no key can have been owed by an earlier commit.</summary>
    private static void CheckEffects(Commit commit, long version)
    {
        var keys = commit.Effects.Count > 1 ? new HashSet<(long, int)>(commit.Effects.Count) : null;
        foreach (var effect in commit.Effects)
        {
            var isOwed = EffectKey.TryParse(effect.Key, commit.Stream, out var key)
                && key.Version > commit.ExpectedVersion
                && key.Version <= version
                && key.Index <= Positions.MaxIndex
                && keys?.Add((key.Version, key.Index)) is not false;
            if (!isOwed)
                throw new ArgumentException($"No event of this commit of stream {commit.Stream} can owe an effect under the key '{effect.Key}'.", nameof(commit));
        }
    }

    private static void CheckListed(WriteContext context, Commit commit, WorkflowId workflow, MunicipalityId municipality)
    {
        var owner = workflow.Value == commit.Stream.Value
            ? commit.ExpectedVersion + commit.Events.Count > 0 ? commit.Municipality : (MunicipalityId?)null
            : context.Heads.Find(context.Session, StreamId.Of(workflow))?.Municipality;
        if (owner != municipality)
            throw new ArgumentException($"{municipality} has no workflow {workflow} that could be listed.", nameof(commit));
    }

    private static void Save(Session session, CommandReceipt receipt) =>
        session.Prepare("INSERT INTO commands (key, fingerprint, stream, first_version, last_version) VALUES (?, ?, ?, ?, ?)")
            .With(receipt.Key).With(receipt.Fingerprint).With(receipt.Stream.Value)
            .With(receipt.FirstVersion).With(receipt.LastVersion)
            .Run();
}
