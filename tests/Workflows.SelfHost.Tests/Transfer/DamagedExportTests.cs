using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workflows.SelfHost.Tests.CommandLine;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Transfer;

namespace Workflows.SelfHost.Tests.Transfer;

/// <summary>Exports that somebody or something has changed: each is refused with what is wrong, and nothing of it is stored.</summary>
public sealed class DamagedExportTests(ExportedBalchik exported) : IClassFixture<ExportedBalchik>, IDisposable
{
    private const string Cycle = "events/balchik-2011-2015.cycle.2011.jsonl";
    private const string CycleLedger = "ledger/balchik-2011-2015.cycle.2011.jsonl";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "changed manifest", "manifest.json was changed" },
        { "no streams", "It holds no stream." },
        { "changed event", $"{Cycle} was changed" },
        { "changed event, resealed", "was changed, or does not follow" },
        { "last event left out, resealed", "does not end as the manifest says" },
        { "last event left out everywhere, resealed", "no event owes" },
        { "first event left out, resealed", "The event before it has the version 0" },
        { "half a line, resealed", $"{Cycle} cannot be read" },
        { "hash that is none, resealed", "is not a hash" },
        { "effect left out, resealed", "missing in the ledger" },
        { "effect twice, resealed", "each once" },
        { "other effect, resealed", "another effect" },
        { "effect on its way, resealed", "cannot be on its way" },
        { "another municipality, resealed", "The stream is not of sevlievo" },
        { "changed document", "its content does not match its name" },
        { "longer document", "its content does not match its name" },
        { "document left out", "is missing." },
        { "document left out, resealed", "is named by an answer, but missing" },
        { "document that nobody names, resealed", "but no answer names it" },
        { "stranger", "'notes.txt' is in it twice, or does not belong there" },
        { "way out", "'../outside.txt' is in it twice, or does not belong there" },
        { "part twice", $"'{Cycle}' is in it twice" },
        { "part left out", $"{CycleLedger} is missing" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_damaged_export_is_refused_with_its_fault(string fault, string message)
    {
        var file = Damage(fault);
        ExportFile? opened = null;
        var refusal = ExportFile.TryOpen(File.OpenRead(file), out opened, out var unreadable) ? await ExportProof.FirstFault(opened) : unreadable;
        Assert.Equal("export.damaged", refusal!.Code);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        if (opened is null)
            return;

        using var store = new OpenStore(_directory.Data);
        var before = await store.Content();
        Assert.Equal(refusal, (await store.Import.Run(opened)).Refusal);
        Assert.Equal(before, await store.Content());
        Assert.Empty(Directory.EnumerateFiles(_directory.Data.Documents, "*", SearchOption.AllDirectories));
        opened.Dispose();
    }

    [Fact]
    public async Task Verify_finds_the_fault_and_import_refuses_without_making_anything()
    {
        var file = Damage("changed event, resealed");

        var verified = await TheProgram.Run("verify", file);
        var imported = await TheProgram.Run("import", file, "--data", _directory.Data.Root);

        Assert.Equal(1, verified.ExitCode);
        Assert.Contains("was changed, or does not follow", verified.Output, StringComparison.Ordinal);
        Assert.Equal(2, imported.ExitCode);
        Assert.Contains("was changed, or does not follow", imported.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.Data.Root));
    }

    [Theory]
    [InlineData("not a zip", "is not an export")]
    [InlineData("torn", "is not an export")]
    [InlineData("empty zip", "has no manifest.json")]
    [InlineData("another manifest, resealed", "its manifest says 'something-else'")]
    [InlineData("newer, resealed", "written by a newer program (format 2")]
    public async Task What_is_no_export_is_bad_input_everywhere(string fault, string message)
    {
        var file = Damage(fault);
        foreach (var ended in new[] { await TheProgram.Run("verify", file), await TheProgram.Run("import", file, "--data", _directory.Data.Root) })
        {
            Assert.Equal(2, ended.ExitCode);
            Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(_directory.Data.Root));
    }

    private string Damage(string fault)
    {
        var parts = Parts();
        var document = parts.FindIndex(p => p.Name.StartsWith("documents/", StringComparison.Ordinal));
        switch (fault.Replace(", resealed", "", StringComparison.Ordinal))
        {
            case "not a zip": return Raw("Няма ZIP"u8.ToArray());
            case "torn": return Raw(File.ReadAllBytes(exported.File)[..^3000]);
            case "empty zip": parts.Clear(); break;
            case "changed manifest": Manifest(parts, m => m["documents"]![0]!["name"] = "Друго.pdf"); break;
            case "another manifest": Manifest(parts, m => m["format"] = "something-else"); break;
            case "newer": Manifest(parts, m => (m["formatVersion"], m["more"]) = (2, "unknown here")); break;
            case "no streams": Manifest(parts, m => m["streams"] = new JsonArray()); Reseal(parts); break;
            case "changed event": Lines(parts, Cycle, l => l[3] = l[3].Replace("\"id\":\"", "\"id\":\"x", StringComparison.Ordinal)); break;
            case "last event left out": Lines(parts, Cycle, l => l.RemoveAt(l.Count - 1)); break;
            case "last event left out everywhere": CutOff(parts); break;
            case "first event left out": Lines(parts, Cycle, l => l.RemoveAt(0)); break;
            case "half a line": Lines(parts, Cycle, l => l[^1] = l[^1][..^20]); break;
            case "hash that is none": Lines(parts, Cycle, l => l[1] = l[1].Replace("\"hash\":\"", "\"hash\":\"00", StringComparison.Ordinal)); break;
            case "effect left out": Lines(parts, CycleLedger, l => l.RemoveAt(2)); StreamOf(parts, s => s["effects"] = (int)s["effects"]! - 1); break;
            case "effect twice": Lines(parts, CycleLedger, l => l.Add(l[0])); StreamOf(parts, s => s["effects"] = (int)s["effects"]! + 1); break;
            case "other effect": Lines(parts, CycleLedger, l => l[0] = l[0].Replace("\"kind\":\"send-mail\"", "\"kind\":\"open-workflow\"", StringComparison.Ordinal)); break;
            case "effect on its way": Lines(parts, CycleLedger, l => l[0] = System.Text.RegularExpressions.Regex.Replace(l[0], "\"state\":\"[a-z]+\"", "\"state\":\"sending\"")); break;
            case "another municipality": Manifest(parts, m => m["municipality"] = "sevlievo"); break;
            case "changed document": parts[document].Content[0] ^= 1; break;
            case "longer document": parts[document] = (parts[document].Name, [.. parts[document].Content, 0]); break;
            case "document left out": var gone = parts[document].Name[10..]; parts.RemoveAt(document); if (fault.Contains("resealed", StringComparison.Ordinal)) Manifest(parts, m => Without(m, gone)); break;
            case "document that nobody names": Stray(parts); break;
            case "stranger": parts.Add(("notes.txt", [1])); break;
            case "way out": parts.Add(("../outside.txt", [1])); break;
            case "part twice": parts.Add(parts.Find(p => p.Name == Cycle)); break;
            case "part left out": parts.RemoveAll(p => p.Name == CycleLedger); break;
            default: throw new ArgumentOutOfRangeException(nameof(fault), fault, null);
        }

        if (fault.EndsWith("resealed", StringComparison.Ordinal))
            Reseal(parts);
        return Zip(parts);
    }

    private List<(string Name, byte[] Content)> Parts()
    {
        using var zip = ZipFile.OpenRead(exported.File);
        return [.. zip.Entries.Select(e =>
        {
            using var from = e.Open();
            using var to = new MemoryStream();
            from.CopyTo(to);
            return (e.FullName, to.ToArray());
        })];
    }

    private string Raw(byte[] bytes)
    {
        File.WriteAllBytes(_directory["damaged.zip"], bytes);
        return _directory["damaged.zip"];
    }

    private string Zip(List<(string Name, byte[] Content)> parts)
    {
        using var zip = ZipFile.Open(_directory["damaged.zip"], ZipArchiveMode.Create);
        foreach (var (name, content) in parts)
        {
            using var to = zip.CreateEntry(name).Open();
            to.Write(content);
        }

        return _directory["damaged.zip"];
    }

    /// <summary>As somebody would who knows the format: every hash of the manifest fits again.</summary>
    private static void Reseal(List<(string Name, byte[] Content)> parts)
    {
        Manifest(parts, m =>
        {
            foreach (var stream in m["streams"]!.AsArray())
            {
                stream!["eventsSha256"] = Sha256(parts.Find(p => p.Name == $"events/{stream["id"]}.jsonl").Content);
                stream["ledgerSha256"] = Sha256(parts.Find(p => p.Name == $"ledger/{stream["id"]}.jsonl").Content);
            }
        });
        var seal = parts.FindIndex(p => p.Name == "manifest.sha256");
        parts[seal] = (parts[seal].Name, Encoding.ASCII.GetBytes(Sha256(parts.Find(p => p.Name == "manifest.json").Content)));
    }

    private static void Manifest(List<(string Name, byte[] Content)> parts, Action<JsonObject> change)
    {
        var at = parts.FindIndex(p => p.Name == "manifest.json");
        var manifest = JsonNode.Parse(parts[at].Content)!.AsObject();
        change(manifest);
        parts[at] = (parts[at].Name, Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }

    private static void StreamOf(List<(string Name, byte[] Content)> parts, Action<JsonNode> change) =>
        Manifest(parts, m => change(m["streams"]!.AsArray().Single(s => (string)s!["id"]! == "balchik-2011-2015.cycle.2011")!));

    private static void Without(JsonObject manifest, string hash)
    {
        var documents = manifest["documents"]!.AsArray();
        documents.Remove(documents.Single(d => (string)d!["hash"]! == hash));
    }

    private static void Lines(List<(string Name, byte[] Content)> parts, string name, Action<List<string>> change)
    {
        var at = parts.FindIndex(p => p.Name == name);
        var lines = Encoding.UTF8.GetString(parts[at].Content).Split('\n')[..^1].ToList();
        change(lines);
        parts[at] = (name, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
    }

    /// <summary>The stream ends one event earlier, and the manifest says so too; only the ledger remembers.</summary>
    private static void CutOff(List<(string Name, byte[] Content)> parts)
    {
        var head = "";
        Lines(parts, Cycle, l =>
        {
            l.RemoveAt(l.Count - 1);
            head = (string)JsonNode.Parse(l[^1])!["hash"]!;
        });
        StreamOf(parts, s => (s["events"], s["head"]) = ((int)s["events"]! - 1, head));
    }

    private static void Stray(List<(string Name, byte[] Content)> parts)
    {
        var content = "Ничие"u8.ToArray();
        parts.Insert(0, ($"documents/{Sha256(content)}", content));
        Manifest(parts, m => m["documents"]!.AsArray().Add(
            new JsonObject { ["hash"] = Sha256(content), ["name"] = "x.txt", ["contentType"] = "text/plain", ["size"] = content.Length }));
    }

    private static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
