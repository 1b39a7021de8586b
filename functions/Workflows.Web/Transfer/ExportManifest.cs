using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Transfer;

/// <summary>What an export holds, with the hash of every part; <c>docs/transfer.md</c> describes the file.</summary>
/// <param name="Workflow">Set when the file holds one workflow; null when it holds all of the municipality.</param>
/// <param name="Streams">Sorted by id.</param>
/// <param name="Documents">Sorted by hash; every one that an answer names, and no other.</param>
public sealed record ExportManifest(
    string Format,
    int FormatVersion,
    MunicipalityId Municipality,
    WorkflowId? Workflow,
    IReadOnlyList<StreamManifest> Streams,
    IReadOnlyList<DocumentInfo> Documents)
{
    public const string FormatName = "workflows-export";

    /// <summary>What this program writes, and the newest that it reads.</summary>
    public const int LatestFormat = 1;

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static ExportManifest Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, ExportFormat.Json.ExportManifest) ?? throw new JsonException("The manifest is empty.");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ExportFormat.Json.ExportManifest);
}

/// <param name="Events">How many; the version of the last.</param>
/// <param name="Head">Hash of the last event, lower-case hexadecimal: see <see cref="HashChain"/>.</param>
/// <param name="Effects">How many entries the ledger has.</param>
/// <param name="EventsSha256">Of the file with the events.</param>
/// <param name="LedgerSha256">Of the file with the ledger's entries.</param>
public sealed record StreamManifest(StreamId Id, long Events, string Head, int Effects, string EventsSha256, string LedgerSha256);

internal static class ExportFormat
{
    /// <summary>Manifests indented, with line feeds on every system, so that the same content is the same bytes.</summary>
    public static ExportJson Json { get; } = new(new JsonSerializerOptions(ExportJson.Default.Options)
    {
        TypeInfoResolver = null,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new KebabCaseEnums() },
    });
}

/// <summary>The names of the files inside. What has another name does not belong there.</summary>
internal static class ExportNames
{
    public const string Manifest = "manifest.json";

    /// <summary>SHA-256 of the manifest and, through it, of everything.</summary>
    public const string Seal = "manifest.sha256";

    public static string Events(StreamId stream) => $"events/{stream}.jsonl";

    public static string Ledger(StreamId stream) => $"ledger/{stream}.jsonl";

    public static string Document(DocumentHash hash) => $"documents/{hash}";

    public static string Hex(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ExportManifest))]
[JsonSerializable(typeof(EventLine))]
[JsonSerializable(typeof(LedgerLine))]
internal sealed partial class ExportJson : JsonSerializerContext;
