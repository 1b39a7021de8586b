using System.Security.Cryptography;
using System.Text;
using Workflows.Core.Ports;

namespace Workflows.Contracts;

/// <summary>What every store of documents does.</summary>
public abstract class DocumentStoreContract : IAsyncLifetime
{
    private static readonly byte[] Report = Encoding.UTF8.GetBytes("Годишен доклад за изпълнението на стратегията");

    private IDocumentStore _documents = null!;

    /// <summary>An empty store, put away by the adapter's own test class.</summary>
    protected abstract ValueTask<IDocumentStore> Start();

    /// <summary>How many contents are stored, finished or not.</summary>
    protected abstract ValueTask<int> Count();

    public async Task InitializeAsync() => _documents = await Start();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_document_is_read_back_as_it_was_put()
    {
        var info = await Put("Доклад 2018.pdf", Report);

        Assert.Equal(new DocumentInfo(HashOf(Report), "Доклад 2018.pdf", "application/pdf", Report.Length), info);
        Assert.Equal(info, await _documents.Find(Given.Sevlievo, info!.Hash));
        await using var stored = await _documents.Open(Given.Sevlievo, info.Hash);
        Assert.Equal(info, stored!.Info);
        Assert.Equal(Report, await Read(stored.Content));
    }

    [Fact]
    public async Task A_large_document_and_an_empty_one_are_stored_whole()
    {
        var large = new byte[3_000_001];
        new Random(1).NextBytes(large);

        foreach (var content in new[] { large, [] })
        {
            var info = await Put("file.bin", content);
            await using var stored = await _documents.Open(Given.Sevlievo, HashOf(content));
            Assert.Equal(content.Length, info!.Size);
            Assert.Equal(content, await Read(stored!.Content));
        }
    }

    [Fact]
    public async Task The_same_content_twice_is_stored_once()
    {
        await Put("first.pdf", Report);
        var again = await Put("second.pdf", Report);

        Assert.Equal("second.pdf", again!.Name);
        Assert.Equal("first.pdf", (await _documents.Find(Given.Sevlievo, again.Hash))!.Name);
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task GivenManyPuttingTheSameContentAtOnce_ThenItIsStoredOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () => await Put($"{i}.pdf", Report))));

        await using var stored = await _documents.Open(Given.Sevlievo, HashOf(Report));
        Assert.Equal(Report, await Read(stored!.Content));
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task GivenMoreThanTheLimit_ThenNothingIsStored()
    {
        Assert.Null(await Put("report.pdf", Report, Report.Length - 1));

        Assert.Null(await _documents.Find(Given.Sevlievo, HashOf(Report)));
        Assert.Null(await _documents.Open(Given.Sevlievo, HashOf(Report)));
        Assert.Equal(0, await Count());
        Assert.NotNull(await Put("report.pdf", Report, Report.Length));
    }

    [Fact]
    public async Task GivenAnUploadThatBreaksOff_ThenNothingIsStored()
    {
        await Assert.ThrowsAsync<IOException>(async () =>
            await _documents.Put(Given.Sevlievo, "report.pdf", "application/pdf", new BrokenStream(), 1_000_000));

        Assert.Equal(0, await Count());
    }

    [Fact]
    public async Task A_document_belongs_to_its_municipality()
    {
        await Put("report.pdf", Report);

        Assert.Null(await _documents.Find(Given.Balchik, HashOf(Report)));
        Assert.Null(await _documents.Open(Given.Balchik, HashOf(Report)));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\Мария\Доклад.docx", "Доклад.docx")]
    [InlineData("C:report.pdf", "report.pdf")]
    [InlineData("..", "document")]
    [InlineData("", "document")]
    [InlineData("folder/", "document")]
    [InlineData("a\0b\r\nc\u007f.pdf", "abc.pdf")]
    [InlineData("\u202efdp.exe\u2066\u200f", "fdp.exe")]
    [InlineData(" .протокол от 5.03.2018 г..doc. ", "протокол от 5.03.2018 г..doc")]
    public async Task A_name_is_cleaned_of_all_that_is_not_a_name(string given, string expected) =>
        Assert.Equal(expected, (await Put(given, Report))!.Name);

    [Fact]
    public async Task A_long_name_keeps_its_extension_and_whole_letters()
    {
        var name = (await Put(new string('я', 300) + ".pdf", Report))!.Name;

        Assert.EndsWith("я.pdf", name, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(name), 254, 255);
        Assert.DoesNotContain('\ufffd', name);
    }

    private ValueTask<DocumentInfo?> Put(string name, byte[] content, long limit = 10_000_000) =>
        _documents.Put(Given.Sevlievo, name, "application/pdf", new MemoryStream(content), limit);

    private static DocumentHash HashOf(byte[] content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    private static async Task<byte[]> Read(Stream content)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>Gives some bytes, then loses the connection.</summary>
    private sealed class BrokenStream() : MemoryStream(new byte[200_000])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("The connection was lost.");
    }
}
