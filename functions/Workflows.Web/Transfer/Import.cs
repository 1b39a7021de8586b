using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Transfer;

/// <param name="Events">How many were written; 0 when all was there.</param>
/// <param name="Effects">How many ledger entries of the file were not there before.</param>
/// <param name="Documents">How many documents of the file were not there before.</param>
public sealed record Imported(int Streams, long Events, long Effects, int Documents);

/// <summary>
/// Brings an exported municipality into this installation. All of the file is proved and compared with what is stored before anything is
/// written. Then documents come first, events next, the ledger after them, and last, stream by stream, what makes a stream visible and
/// wakes it: its rows for lists and its due time. Whatever stops it, the same import goes on where it was; done twice it changes nothing.
/// </summary>
public sealed class Import(IEventStore events, IEffectLedger ledger, ILedgerImport ledgerImport, IDocumentStore documents)
{
    /// <summary>Small enough for any store's largest transaction.</summary>
    private const int EventsAtOnce = 20;

    private const int EntriesAtOnce = 200;

    /// <summary>Why no installation can import the file: <c>export.damaged</c> or <c>import.one-workflow</c>; null when it is fit.</summary>
    public static async ValueTask<Rejection?> Unfit(ExportFile file, CancellationToken cancellation = default) =>
        file.Manifest.Workflow is { } workflow
            ? new("import.one-workflow", $"The file holds the workflow {workflow} alone, as evidence. Only a whole municipality can be imported.")
            : await ExportProof.FirstFault(file, cancellation).ConfigureAwait(false);

    /// <returns>
    /// What was written, or a refusal with nothing written: <c>export.damaged</c>, <c>import.one-workflow</c>, <c>import.exists</c>,
    /// <c>import.differs</c>; or <c>import.interfered</c> when somebody else wrote the same streams meanwhile.
    /// </returns>
    public async ValueTask<(Imported? Imported, Rejection? Refusal)> Run(ExportFile file, CancellationToken cancellation = default)
    {
        if (await Unfit(file, cancellation).ConfigureAwait(false) is { } unfit)
            return (null, unfit);
        var there = await ThereOf(file.Manifest, cancellation).ConfigureAwait(false);
        if (await Refuse(file, there, cancellation).ConfigureAwait(false) is { } refusal)
            return (null, refusal);

        var newDocuments = await PutDocuments(file, cancellation).ConfigureAwait(false);
        var newEvents = 0L;
        foreach (var stream in file.Manifest.Streams)
        {
            if (await PutEvents(file, stream, there.GetValueOrDefault(stream.Id)?.Version ?? 0, cancellation).ConfigureAwait(false) is not { } written)
                return (null, Interfered(stream.Id));
            newEvents += written;
        }

        var newEffects = 0L;
        foreach (var stream in file.Manifest.Streams)
            newEffects += await PutLedger(file, stream, cancellation).ConfigureAwait(false);
        foreach (var stream in file.Manifest.Streams)
        {
            if (await Wake(file, stream, cancellation).ConfigureAwait(false) is not CommitResult.Saved)
                return (null, Interfered(stream.Id));
        }

        return (new(file.Manifest.Streams.Count, newEvents, newEffects, newDocuments), null);
    }

    /// <summary>The heads of the municipality's streams, and of those of the same names.</summary>
    private async ValueTask<Dictionary<StreamId, StreamHead>> ThereOf(ExportManifest manifest, CancellationToken cancellation)
    {
        var ids = manifest.Streams.Select(s => s.Id).ToHashSet();
        return await events.Streams(cancellation)
            .Where(head => head.Municipality == manifest.Municipality || ids.Contains(head.Stream))
            .ToDictionaryAsync(head => head.Stream, cancellationToken: cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Rejection?> Refuse(ExportFile file, Dictionary<StreamId, StreamHead> there, CancellationToken cancellation)
    {
        var municipality = file.Manifest.Municipality;
        var exported = file.Manifest.Streams.ToDictionary(s => s.Id);
        foreach (var head in there.Values.OrderBy(h => h.Stream.Value, StringComparer.Ordinal))
        {
            if (head.Municipality != municipality)
                return Refuse("import.exists", head.Stream, $"A stream {head.Stream} of {head.Municipality} is here already.");
            if (!exported.TryGetValue(head.Stream, out var stream))
                return Refuse("import.exists", head.Stream, $"{municipality} is here already, with {head.Stream} that the file does not have.");
            if (head.Version > stream.Events)
                return Refuse("import.exists", head.Stream, $"{municipality} is here already and has gone on: {head.Stream} has {head.Version} events, the file {stream.Events}.");
            if (!file.Events(stream)[(int)head.Version - 1].Hash.Span.SequenceEqual(head.Hash.Span))
                return Refuse("import.differs", head.Stream, $"{municipality} is here already with other events: {head.Stream}/{head.Version} has another hash.");
            if (await SentElsewhere(file, stream, cancellation).ConfigureAwait(false) is { } key)
                return Refuse("import.differs", head.Stream, $"{municipality} is here already from an older export: {key} is not sent here, but in the file it is. Import into an installation that does not have it.");
        }

        return null;
    }

    /// <summary>What an older copy would send a second time. Anything else in the ledger may have gone on here since.</summary>
    private async ValueTask<string?> SentElsewhere(ExportFile file, StreamManifest stream, CancellationToken cancellation)
    {
        var sent = file.Ledger(stream).Where(e => e.State is EffectState.Sent).Select(e => e.Key).ToHashSet();
        await foreach (var entry in LedgerOf(stream.Id, cancellation).ConfigureAwait(false))
        {
            if (entry.State is not EffectState.Sent && sent.Contains(entry.Key))
                return entry.Key;
        }

        return null;
    }

    private async ValueTask<int> PutDocuments(ExportFile file, CancellationToken cancellation)
    {
        var written = 0;
        foreach (var document in file.Manifest.Documents)
        {
            if (await documents.Find(file.Manifest.Municipality, document.Hash, cancellation).ConfigureAwait(false) is not null)
                continue;
            var content = file.Document(document.Hash);
            await using (content.ConfigureAwait(false))
            {
                var stored = await documents.Put(file.Manifest.Municipality, document.Name, document.ContentType, content, document.Size, cancellation).ConfigureAwait(false);
                if (stored?.Hash != document.Hash)
                    throw new InvalidOperationException($"The document {document.Hash} was stored as {stored?.Hash}.");
            }

            written++;
        }

        return written;
    }

    /// <summary>Events of one moment and actor are one commit, as they were; what they owe comes with the ledger.</summary>
    /// <returns>How many were written; null when somebody else wrote.</returns>
    private async ValueTask<long?> PutEvents(ExportFile file, StreamManifest stream, long version, CancellationToken cancellation)
    {
        var missing = file.Events(stream)[(int)version..];
        for (var first = 0; first < missing.Count;)
        {
            var (at, actor) = (missing[first].At, missing[first].Actor);
            var chunk = missing.Skip(first).Take(EventsAtOnce).TakeWhile(e => e.At == at && e.Actor == actor).ToList();
            var commit = new Commit(
                stream.Id, file.Manifest.Municipality, version + first, at, actor,
                [.. chunk.Select(e => new NewEvent(e.Name, e.Schema, e.Body))], [], null, ListingChange.None, null);
            if (await events.Commit(commit, cancellation).ConfigureAwait(false) is not CommitResult.Saved)
                return null;
            first += chunk.Count;
        }

        return missing.Count;
    }

    private async ValueTask<long> PutLedger(ExportFile file, StreamManifest stream, CancellationToken cancellation)
    {
        var there = await LedgerOf(stream.Id, cancellation).Select(e => e.Key).ToHashSetAsync(cancellationToken: cancellation).ConfigureAwait(false);
        var missing = file.Ledger(stream).Where(e => !there.Contains(e.Key)).ToList();
        foreach (var entries in missing.Chunk(EntriesAtOnce))
            await ledgerImport.Put(entries, cancellation).ConfigureAwait(false);
        return missing.Count;
    }

    /// <summary>A commit without events, as of a tick that finds nothing to do: it writes the index of due times and the lists.</summary>
    private ValueTask<CommitResult> Wake(ExportFile file, StreamManifest stream, CancellationToken cancellation)
    {
        var all = file.Events(stream);
        var replay = StreamReplay.Of(stream.Id, file.Ledger(stream).ToDictionary(e => e.Key, e => new RecordedEffect(e.Kind, e.Group, e.Body)));
        foreach (var e in all)
            _ = replay.Add(e, out _);
        return events.Commit(
            new(stream.Id, file.Manifest.Municipality, stream.Events, all[^1].At, Actor.System, [], [], replay.NextWakeUp, replay.Listing, null), cancellation);
    }

    private async IAsyncEnumerable<LedgerEntry> LedgerOf(StreamId stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? after = null; await ledger.List(new(null, stream, null, null, after, EntriesAtOnce), cancellation).ConfigureAwait(false) is [.., var last] page; after = last.Key)
        {
            foreach (var entry in page)
                yield return entry;
        }
    }

    private static Rejection Refuse(string code, StreamId stream, string message) =>
        new(code, $"{message} Nothing was imported.", new Dictionary<string, string> { ["stream"] = stream.Value });

    private static Rejection Interfered(StreamId stream) =>
        new("import.interfered", $"Somebody else wrote {stream} during the import. Stop whatever writes there and import again.", new Dictionary<string, string> { ["stream"] = stream.Value });
}
