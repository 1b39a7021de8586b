using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Workflows.SelfHost.Tests.Api;

public sealed class DocumentTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const int Limit = 25 * 1024 * 1024;

    [Theory]
    [InlineData("report.pdf")]
    [InlineData("Годишен доклад 2016.pdf")]
    [InlineData("דוח.pdf")]
    [InlineData("a \"quoted\"; name.pdf")]
    public async Task A_document_comes_back_as_it_was_under_its_name(string name)
    {
        var bytes = RandomNumberGenerator.GetBytes(100_000);
        using var content = new ByteArrayContent(bytes);
        var uploaded = await host.Coordinator.Send("POST", $"/api/documents?name={Uri.EscapeDataString(name)}", content, "application/pdf");
        Assert.Equal(HttpStatusCode.Created, uploaded.Status);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal((hash, 100_000), (uploaded.Text("hash"), (int)uploaded.Json["size"]!));

        var downloaded = await host.Coordinator.Get(uploaded.Headers.Location!.PathAndQuery);
        Assert.Equal(bytes, downloaded.Bytes);
        Assert.Equal($"\"{hash}\"", downloaded.Headers.ETag!.Tag);
        Assert.Equal("nosniff", downloaded.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("attachment", downloaded.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.Equal(name, downloaded.ContentHeaders.ContentDisposition.FileNameStar);
    }

    [Fact]
    public async Task A_document_of_the_limit_is_taken_and_one_byte_more_is_not()
    {
        using var whole = new ByteArrayContent(new byte[Limit]);
        Assert.Equal(HttpStatusCode.Created, (await Upload(whole)).Status);
        using var longer = new ByteArrayContent(new byte[Limit + 1]);
        (await Upload(longer)).IsProblem(413, "document.too-large");
    }

    [Fact]
    public async Task A_document_that_does_not_say_how_long_it_is_is_measured()
    {
        using var longer = new StreamContent(new MemoryStream(new byte[Limit + 1]));
        longer.Headers.ContentLength = null;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/documents?name=a.pdf") { Content = longer };
        request.Headers.TransferEncodingChunked = true;
        longer.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var response = await host.Coordinator.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("document.too-large", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<Answered> Upload(HttpContent content) => host.Coordinator.Send("POST", "/api/documents?name=a.pdf", content, "application/pdf");
}
