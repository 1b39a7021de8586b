using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Transfer;

/// <summary>The real stores, with word before each write (document, events, ledger or wake), so that a test can stop the writer there.</summary>
internal sealed class WatchedStore(IEventStore events, ILedgerImport ledger, IDocumentStore documents, Action<string> writing)
    : IEventStore, ILedgerImport, IDocumentStore
{
    public ValueTask<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        writing(commit.Events.Count > 0 ? "events" : "wake");
        return events.Commit(commit, cancellation);
    }

    public IAsyncEnumerable<StoredEvent> Read(StreamId stream, long afterVersion = 0, CancellationToken cancellation = default) =>
        events.Read(stream, afterVersion, cancellation);

    public ValueTask<CommandReceipt?> FindCommand(string key, CancellationToken cancellation = default) => events.FindCommand(key, cancellation);

    public IAsyncEnumerable<StreamHead> Streams(CancellationToken cancellation = default) => events.Streams(cancellation);

    public ValueTask Put(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation = default)
    {
        writing("ledger");
        return ledger.Put(entries, cancellation);
    }

    public ValueTask<DocumentInfo?> Put(
        MunicipalityId municipality, string name, string contentType, Stream content, long limit, CancellationToken cancellation = default)
    {
        writing("document");
        return documents.Put(municipality, name, contentType, content, limit, cancellation);
    }

    public ValueTask<DocumentInfo?> Find(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default) =>
        documents.Find(municipality, hash, cancellation);

    public ValueTask<StoredDocument?> Open(MunicipalityId municipality, DocumentHash hash, CancellationToken cancellation = default) =>
        documents.Open(municipality, hash, cancellation);
}
