using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Transfer;

/// <summary>
/// Writes a municipality, or one of its workflows, into one ZIP file: events with their hashes, ledger entries with their states, the
/// documents that answers name. The same content gives the same bytes. Keys of the API and the memory of <c>Idempotency-Key</c>s stay.
/// </summary>
public sealed class Export(IEventStore events, IEffectLedger ledger, IDocumentStore documents)
{
    private const int Page = 500;

    /// <summary>The earliest that a ZIP file can say; when the file was made is not part of its content.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>All streams of the municipality. Nothing else may write to them meanwhile if the file is to be imported elsewhere.</summary>
    /// <param name="target">Need not be seekable; what is written to it before a refusal is no export.</param>
    /// <returns><c>export.nothing</c>, <c>export.unsound</c> or <c>export.document-missing</c>; null when it was written.</returns>
    public async ValueTask<Rejection?> Write(MunicipalityId municipality, Stream target, CancellationToken cancellation = default)
    {
        var heads = await events.Streams(cancellation).Where(h => h.Municipality == municipality).ToListAsync(cancellation).ConfigureAwait(false);
        return heads.Count == 0
            ? new("export.nothing", $"There is nothing of a municipality '{municipality}'.", new Dictionary<string, string> { ["municipality"] = municipality.Value })
            : await Write(municipality, null, heads, target, cancellation).ConfigureAwait(false);
    }

    /// <summary>One workflow as it is now; also while the program runs.</summary>
    /// <inheritdoc cref="Write(MunicipalityId, Stream, CancellationToken)"/>
    public async ValueTask<Rejection?> Write(MunicipalityId municipality, WorkflowId workflow, Stream target, CancellationToken cancellation = default)
    {
        StoredEvent? last = null;
        MunicipalityId? owner = null;
        if (StreamId.Of(workflow).IsWorkflow)
        {
            await foreach (var e in events.Read(StreamId.Of(workflow), cancellation: cancellation).ConfigureAwait(false))
            {
                owner ??= OwnerOf(e);
                last = e;
            }
        }

        // That another municipality has it is nobody's business.
        return last is null || owner != municipality
            ? new("export.nothing", $"{municipality} has no workflow '{workflow}'.", new Dictionary<string, string> { ["workflow"] = workflow.Value })
            : await Write(municipality, workflow, [new(last.Stream, municipality, last.Version, last.Hash)], target, cancellation).ConfigureAwait(false);
    }

    private static MunicipalityId? OwnerOf(StoredEvent first) =>
        Aggregates.Workflow.MunicipalityOf(Aggregates.Workflow.Evolve(Aggregates.Workflow.Initial, EventFormat.ReadWorkflowEvent(first)));

    private async ValueTask<Rejection?> Write(
        MunicipalityId municipality, WorkflowId? workflow, List<StreamHead> heads, Stream target, CancellationToken cancellation)
    {
        var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation).ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var streams = new List<StreamManifest>();
            var named = new SortedDictionary<string, DocumentRef>(StringComparer.Ordinal);
            foreach (var head in heads.OrderBy(h => h.Stream.Value, StringComparer.Ordinal))
            {
                var entries = await LedgerOf(head, cancellation).ConfigureAwait(false);
                var (lines, fault) = await EventsOf(head, entries, named, cancellation).ConfigureAwait(false);
                if (fault is not null)
                    return new("export.unsound", $"What is stored is not sound, so it is not exported. {fault.Place}: {fault.Message}");
                var ledgerLines = new ArrayBufferWriter<byte>();
                entries.ForEach(e => ExportLines.Write(ledgerLines, e));
                await Put(archive, ExportNames.Events(head.Stream), lines.WrittenMemory, cancellation).ConfigureAwait(false);
                await Put(archive, ExportNames.Ledger(head.Stream), ledgerLines.WrittenMemory, cancellation).ConfigureAwait(false);
                streams.Add(new(
                    head.Stream, head.Version, Convert.ToHexStringLower(head.Hash.Span), entries.Count,
                    ExportNames.Hex(lines.WrittenSpan), ExportNames.Hex(ledgerLines.WrittenSpan)));
            }

            var stored = new List<DocumentInfo>();
            foreach (var document in named.Values)
            {
                if (await Put(archive, municipality, document, cancellation).ConfigureAwait(false) is not { } info)
                    return new("export.document-missing", $"The document {document.Hash} ('{document.Name}') is missing, so nothing is exported.");
                stored.Add(info);
            }

            var manifest = new ExportManifest(ExportManifest.FormatName, ExportManifest.LatestFormat, municipality, workflow, streams, stored).Write();
            await Put(archive, ExportNames.Manifest, manifest, cancellation).ConfigureAwait(false);
            await Put(archive, ExportNames.Seal, System.Text.Encoding.ASCII.GetBytes(ExportNames.Hex(manifest)), cancellation).ConfigureAwait(false);
        }

        return null;
    }

    private async ValueTask<(ArrayBufferWriter<byte> Lines, ReplayFault? Fault)> EventsOf(
        StreamHead head, List<LedgerEntry> entries, SortedDictionary<string, DocumentRef> documents, CancellationToken cancellation)
    {
        var lines = new ArrayBufferWriter<byte>();
        var replay = StreamReplay.Of(head.Stream, entries.ToDictionary(e => e.Key, e => new RecordedEffect(e.Kind, e.Group, e.Body)));
        var previous = HashChain.Root;
        await foreach (var e in events.Read(head.Stream, cancellation: cancellation).TakeWhile(e => e.Version <= head.Version).ConfigureAwait(false))
        {
            if (!HashChain.Follows(previous.Span, e) || e.Version != replay.Version + 1)
                return (lines, new($"{head.Stream}/{e.Version}", "The event was changed, or does not follow the one before."));
            if (replay.Add(e, out var named) is { } fault)
                return (lines, fault);
            foreach (var document in named)
                documents.TryAdd(document.Hash.Value, document);
            ExportLines.Write(lines, e);
            previous = e.Hash;
        }

        if (replay.Municipality != head.Municipality)
            return (lines, new($"{head.Stream}", $"The stream is not of {head.Municipality}."));
        return (lines, previous.Span.SequenceEqual(head.Hash.Span) ? replay.End() : new($"{head.Stream}", "The head of the stream carries another hash than its last event."));
    }

    /// <summary>In the order in which they were owed, up to the head. What was being delivered when the file was written is unknown in it.</summary>
    private async ValueTask<List<LedgerEntry>> LedgerOf(StreamHead head, CancellationToken cancellation)
    {
        var all = new List<LedgerEntry>();
        for (string? after = null; await ledger.List(new(null, head.Stream, null, null, after, Page), cancellation).ConfigureAwait(false) is [.., var last] page; after = last.Key)
            all.AddRange(page);
        return [.. all
            .Select(e => (Entry: e.State is EffectState.Sending ? e with { State = EffectState.Unknown } : e, Place: PlaceOf(e.Key)))
            .Where(e => e.Place.Version <= head.Version)
            .OrderBy(e => e.Place)
            .Select(e => e.Entry)];
    }

    /// <summary>A key is stream, version and position; the stream holds no slash.</summary>
    private static (long Version, long Position) PlaceOf(string key) =>
        key.Split('/') is [_, var version, var position]
            ? (long.Parse(version, CultureInfo.InvariantCulture), long.Parse(position, CultureInfo.InvariantCulture))
            : (0, 0);

    private static async ValueTask Put(ZipArchive archive, string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var to = await Create(archive, name, CompressionLevel.Optimal, cancellation).ConfigureAwait(false);
        await using (to.ConfigureAwait(false))
            await to.WriteAsync(content, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<DocumentInfo?> Put(ZipArchive archive, MunicipalityId municipality, DocumentRef document, CancellationToken cancellation)
    {
        if (await documents.Open(municipality, document.Hash, cancellation).ConfigureAwait(false) is not { } stored)
            return null;
        await using (stored.ConfigureAwait(false))
        {
            // Most documents are compressed by their own format.
            var to = await Create(archive, ExportNames.Document(document.Hash), CompressionLevel.Fastest, cancellation).ConfigureAwait(false);
            await using (to.ConfigureAwait(false))
                await stored.Content.CopyToAsync(to, cancellation).ConfigureAwait(false);
            return stored.Info;
        }
    }

    private static async ValueTask<Stream> Create(ZipArchive archive, string name, CompressionLevel level, CancellationToken cancellation)
    {
        var entry = archive.CreateEntry(name, level);
        entry.LastWriteTime = NoTime;
        return await entry.OpenAsync(cancellation).ConfigureAwait(false);
    }
}
