using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Web.Transfer;

/// <summary>An export that is being read. Its manifest has been proved by its seal; the rest is proved by <see cref="ExportProof"/>.</summary>
public sealed class ExportFile : IDisposable
{
    /// <summary>Bounds of what is read into memory at once, in bytes; a stream of a whole year is below one million.</summary>
    private const int MostBytes = 256_000_000;

    private readonly ZipArchive _archive;

    private ExportFile(ZipArchive archive, ExportManifest manifest, string seal) => (_archive, Manifest, Seal) = (archive, manifest, seal);

    public ExportManifest Manifest { get; }

    /// <summary>SHA-256 of the manifest: two exports with the same seal hold the same.</summary>
    public string Seal { get; }

    /// <param name="content">Seekable; is closed with the export.</param>
    /// <param name="refusal"><c>export.not-an-export</c>, <c>export.newer</c> or <c>export.damaged</c>.</param>
    public static bool TryOpen(Stream content, [NotNullWhen(true)] out ExportFile? file, [NotNullWhen(false)] out Rejection? refusal)
    {
        file = null;
        refusal = null;
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(content, ZipArchiveMode.Read);
            refusal = Open(archive, out file);
        }
        catch (InvalidDataException failure)
        {
            refusal = NotAnExport(failure.Message);
        }

        if (file is not null)
            return true;
        archive?.Dispose();
        content.Dispose();
        refusal ??= NotAnExport("it holds nothing.");
        return false;
    }

    public void Dispose() => _archive.Dispose();

    internal IEnumerable<string> Names => _archive.Entries.Select(e => e.FullName);

    /// <exception cref="InvalidDataException">The part is missing, damaged, or not what its hash says.</exception>
    internal byte[] Read(string name, string sha256)
    {
        var content = Read(_archive, name);
        return ExportNames.Hex(content) == sha256 ? content : throw new InvalidDataException($"{name} was changed or is damaged: its hash does not match the manifest.");
    }

    /// <summary>The events of a stream as the manifest's hash proves them.</summary>
    /// <exception cref="InvalidDataException">The part is missing, damaged, or holds something else.</exception>
    internal List<StoredEvent> Events(StreamManifest stream) =>
        Parse(ExportNames.Events(stream.Id), stream.EventsSha256, content => ExportLines.Events(stream.Id, content));

    /// <exception cref="InvalidDataException">The part is missing, damaged, or holds something else.</exception>
    internal List<LedgerEntry> Ledger(StreamManifest stream) =>
        Parse(ExportNames.Ledger(stream.Id), stream.LedgerSha256, content => ExportLines.Ledger(stream.Id, Manifest.Municipality, content));

    /// <exception cref="InvalidDataException">The part is missing or damaged.</exception>
    internal Stream Document(DocumentHash hash) =>
        _archive.GetEntry(ExportNames.Document(hash))?.Open() ?? throw new InvalidDataException($"{ExportNames.Document(hash)} is missing.");

    private List<T> Parse<T>(string name, string sha256, Func<byte[], List<T>> parse)
    {
        try
        {
            return parse(Read(name, sha256));
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{name} cannot be read: {failure.Message}", failure);
        }
    }

    private static Rejection? Open(ZipArchive archive, out ExportFile? file)
    {
        file = null;
        if (archive.GetEntry(ExportNames.Manifest) is null || archive.GetEntry(ExportNames.Seal) is null)
            return NotAnExport($"it has no {ExportNames.Manifest} or no {ExportNames.Seal}.");
        try
        {
            var content = Read(archive, ExportNames.Manifest);
            var seal = ExportNames.Hex(content);
            if (Encoding.ASCII.GetString(Read(archive, ExportNames.Seal)) != seal)
                return Damaged($"{ExportNames.Manifest} was changed or is damaged: its hash does not match {ExportNames.Seal}.");
            if (FormatOf(content) is var (name, version) && name != ExportManifest.FormatName)
                return NotAnExport($"its manifest says '{name}'.");
            else if (version > ExportManifest.LatestFormat)
                return new("export.newer", $"The file was written by a newer program (format {version}; this one reads {ExportManifest.LatestFormat}). Use that program or a later one.");
            file = new(archive, ExportManifest.Parse(content), seal);
            return null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException)
        {
            return Damaged($"{ExportNames.Manifest}: {failure.Message}");
        }
    }

    private static (string? Name, int Version) FormatOf(byte[] manifest)
    {
        using var json = JsonDocument.Parse(manifest);
        return json.RootElement.ValueKind is JsonValueKind.Object
            && json.RootElement.TryGetProperty("format", out var name) && name.ValueKind is JsonValueKind.String
            && json.RootElement.TryGetProperty("formatVersion", out var version) && version.TryGetInt32(out var number)
            ? (name.GetString(), number)
            : (null, 0);
    }

    private static byte[] Read(ZipArchive archive, string name)
    {
        var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.");
        if (entry.Length > MostBytes)
            throw new InvalidDataException($"{name} is larger than {MostBytes} bytes.");
        using var from = entry.Open();
        var content = new byte[entry.Length];
        // What unpacks to more than it says is damaged too.
        return from.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length && from.ReadByte() < 0
            ? content
            : throw new InvalidDataException($"{name} has another length than the archive says.");
    }

    internal static Rejection Damaged(string message) => new("export.damaged", $"The export is damaged. {message}");

    private static Rejection NotAnExport(string why) => new("export.not-an-export", $"The file is not an export: {why}");
}
