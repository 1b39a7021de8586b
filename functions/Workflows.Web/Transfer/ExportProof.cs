using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Transfer;

/// <summary>
/// Proves an export from the file alone: every part has the hash that the sealed manifest gives it, the chain of every stream has no gap,
/// every state folds and belongs to the municipality, the ledger holds exactly what the events owe, and every document that an answer
/// names is there with its content.
/// </summary>
public static class ExportProof
{
    /// <returns><c>export.damaged</c> with the first fault; null when all is well.</returns>
    public static async ValueTask<Rejection?> FirstFault(ExportFile file, CancellationToken cancellation = default)
    {
        try
        {
            if (StrangerFault(file) is { } stranger)
                return ExportFile.Damaged(stranger);
            var named = new HashSet<DocumentHash>();
            foreach (var stream in file.Manifest.Streams)
            {
                cancellation.ThrowIfCancellationRequested();
                if (StreamFault(file, stream, named) is { } fault)
                    return ExportFile.Damaged($"{fault.Place}: {fault.Message}");
            }

            if (DocumentsFault(file.Manifest, named) is { } difference)
                return ExportFile.Damaged(difference);
            foreach (var document in file.Manifest.Documents)
            {
                if (await ContentFault(file, document, cancellation).ConfigureAwait(false) is { } fault)
                    return ExportFile.Damaged(fault);
            }

            return null;
        }
        catch (InvalidDataException failure)
        {
            return ExportFile.Damaged(failure.Message);
        }
    }

    /// <summary>Parts that are there twice, or belong to no export: a name from outside leads nowhere.</summary>
    private static string? StrangerFault(ExportFile file)
    {
        var manifest = file.Manifest;
        if (manifest.Streams.Count == 0)
            return "It holds no stream.";
        if (manifest.Workflow is { } workflow && manifest.Streams is not [var only])
            return $"It should hold the workflow {workflow} alone.";
        else if (manifest.Workflow is { } one && manifest.Streams[0].Id != StreamId.Of(one))
            return $"It should hold the workflow {one}, not {manifest.Streams[0].Id}.";
        HashSet<string> expected =
        [
            ExportNames.Manifest, ExportNames.Seal,
            .. manifest.Streams.SelectMany(s => new[] { ExportNames.Events(s.Id), ExportNames.Ledger(s.Id) }),
            .. manifest.Documents.Select(d => ExportNames.Document(d.Hash)),
        ];
        if (expected.Count != 2 + (2 * manifest.Streams.Count) + manifest.Documents.Count)
            return "The manifest names something twice.";
        foreach (var name in file.Names)
        {
            if (!expected.Remove(name))
                return $"'{name}' is in it twice, or does not belong there.";
        }

        return expected.FirstOrDefault() is { } missing ? $"{missing} is missing." : null;
    }

    private static ReplayFault? StreamFault(ExportFile file, StreamManifest stream, HashSet<DocumentHash> documents)
    {
        var entries = file.Ledger(stream);
        if (entries.Count != stream.Effects || entries.DistinctBy(e => e.Key).Count() != entries.Count)
            return new(ExportNames.Ledger(stream.Id), string.Create(CultureInfo.InvariantCulture, $"It should hold {stream.Effects} entries, each once."));
        if (entries.Find(e => e.State is EffectState.Sending) is { } sending)
            return new(sending.Key, "An exported effect cannot be on its way.");
        var replay = StreamReplay.Of(stream.Id, entries.ToDictionary(e => e.Key, e => new RecordedEffect(e.Kind, e.Group, e.Body)));
        var previous = HashChain.Root;
        foreach (var e in file.Events(stream))
        {
            var place = $"{stream.Id}/{e.Version}";
            if (e.Version != replay.Version + 1)
                return new(place, $"The event before it has the version {replay.Version}.");
            if (!HashChain.Follows(previous.Span, e))
                return new(place, "The event was changed, or does not follow the one before: its hash does not match.");
            if (replay.Add(e, out var named) is { } fault)
                return fault;
            documents.UnionWith(named.Select(d => d.Hash));
            previous = e.Hash;
        }

        if (replay.Version != stream.Events || Convert.ToHexStringLower(previous.Span) != stream.Head)
            return new($"{stream.Id}", "The stream does not end as the manifest says.");
        return replay.Municipality == file.Manifest.Municipality ? replay.End() : new($"{stream.Id}", $"The stream is not of {file.Manifest.Municipality}.");
    }

    private static string? DocumentsFault(ExportManifest manifest, HashSet<DocumentHash> named)
    {
        foreach (var document in manifest.Documents)
        {
            if (!named.Remove(document.Hash))
                return $"{ExportNames.Document(document.Hash)} is in it, but no answer names it.";
        }

        return named.Count == 0 ? null : $"{ExportNames.Document(named.First())} is named by an answer, but missing.";
    }

    private static async ValueTask<string?> ContentFault(ExportFile file, DocumentInfo document, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        try
        {
            var content = file.Document(document.Hash);
            await using (content.ConfigureAwait(false))
            {
                var size = 0L;
                while (size <= document.Size && await content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
                {
                    size += read;
                    hash.AppendData(buffer, 0, read);
                }

                return size == document.Size && Convert.ToHexStringLower(hash.GetHashAndReset()) == document.Hash.Value
                    ? null
                    : $"{ExportNames.Document(document.Hash)} ('{document.Name}') was changed or is damaged: its content does not match its name.";
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
