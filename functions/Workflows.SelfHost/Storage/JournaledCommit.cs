using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>A commit that was accepted, with the hash of each of its events.</summary>
internal sealed record JournaledCommit(Commit Commit, IReadOnlyList<byte[]> Hashes)
{
    /// <summary>Of the stream after it.</summary>
    public long Version => Commit.ExpectedVersion + Commit.Events.Count;

    public IEnumerable<StoredEvent> Events => Commit.Events.Select((e, i) => new StoredEvent(
        Commit.Stream, Commit.ExpectedVersion + i + 1, e.Name, e.Schema, Commit.At, Commit.Actor, e.Body, Hashes[i]));
}
