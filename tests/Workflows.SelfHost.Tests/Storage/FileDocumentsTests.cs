using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

public sealed class FileDocumentsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_document_lies_under_its_municipality_and_hash()
    {
        var info = await Put(new FileDocuments(_directory.Data), "report"u8.ToArray());

        var hash = info.Hash.Value;
        Assert.Equal(
            [$"sevlievo/{hash[..2]}/{hash}", $"sevlievo/{hash[..2]}/{hash}.json"],
            Directory.EnumerateFiles(_directory.Data.Documents, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_directory.Data.Documents, file)).Order());
    }

    [Fact]
    public async Task What_an_interrupted_upload_left_is_gone_after_a_start()
    {
        var documents = new FileDocuments(_directory.Data);
        var info = await Put(documents, "report"u8.ToArray());
        var leftover = Path.Combine(_directory.Data.Documents, ".incoming", "abc");
        await File.WriteAllTextAsync(leftover, "half");

        var restarted = new FileDocuments(_directory.Data);

        Assert.False(File.Exists(leftover));
        Assert.Equal(info, await restarted.Find(Given.Sevlievo, info.Hash));
    }

    [Fact]
    public async Task GivenAStopBeforeTheDescription_ThenTheDocumentIsNotThereAndCanBePutAgain()
    {
        var documents = new FileDocuments(_directory.Data);
        var info = await Put(documents, "report"u8.ToArray());
        File.Delete(Directory.EnumerateFiles(_directory.Data.Documents, "*.json", SearchOption.AllDirectories).Single());

        Assert.Null(await documents.Find(Given.Sevlievo, info.Hash));
        Assert.Equal(info, await Put(documents, "report"u8.ToArray()));
        Assert.Equal(info, await documents.Find(Given.Sevlievo, info.Hash));
    }

    private static async Task<DocumentInfo> Put(FileDocuments documents, byte[] content) =>
        (await documents.Put(Given.Sevlievo, "Доклад.pdf", "application/pdf", new MemoryStream(content), 1000))!;
}
