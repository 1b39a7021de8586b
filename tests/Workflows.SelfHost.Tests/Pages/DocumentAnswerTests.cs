using System.Net;
using System.Net.Sockets;
using System.Text;
using Workflows.Core.Engine;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Api;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Documents of an answer: taken or refused, read only where they belong, and proved by the receipt.</summary>
public sealed class DocumentAnswerTests
{
    [Fact]
    public async Task Files_that_cannot_be_taken_are_errors_of_their_field_and_what_was_typed_stays()
    {
        await using var site = await Site.Started();
        var (_, path) = await AnswerTests.Accepted(site);
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        var slot = clerk.Page.QuerySelector("input[type=file]")!.GetAttribute("name")!;

        await clerk.Submit("review", [], (slot, "празен.pdf", []));
        Assert.Contains("празен", clerk.Page.QuerySelector($"#{slot}-error")!.TextContent, StringComparison.Ordinal);
        await clerk.Submit("review", [], (slot, "голям.pdf", new byte[DocumentEndpoints.Limit + 1]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("25 МБ", clerk.Page.QuerySelector($"#{slot}-error")!.TextContent, StringComparison.Ordinal);
        await clerk.Submit("review", [], (slot, "C:\\Users\\м\\цял.pdf", new byte[DocumentEndpoints.Limit]));
        Assert.Contains("цял.pdf", clerk.Main, StringComparison.Ordinal);
        Assert.Contains("25 МБ", clerk.Main, StringComparison.Ordinal);

        await clerk.Open($"{path}/answer");
        await clerk.Submit($"drop:{slot}");
        Assert.DoesNotContain("цял.pdf", clerk.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var site = await Site.Started();
        var (_, path) = await AnswerTests.Accepted(site);
        using var connection = new TcpClient();
        await connection.ConnectAsync(site.Host.Url.Host, site.Host.Url.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path}/answer HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000000\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Contains("413", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_named_only_by_uploading_it_and_read_only_where_it_belongs()
    {
        await using var site = await Site.Started();
        var (_, path) = await AnswerTests.Accepted(site);
        var foreign = await site.Host.Document("чужд документ", "чужд.pdf");
        var hash = $"{foreign["hash"]}";
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        var slot = clerk.Page.QuerySelector("input[type=file]")!.GetAttribute("name")!;
        await clerk.Submit("review", (slot, $"{hash} {foreign["size"]} чужд.pdf"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.DoesNotContain("чужд.pdf", clerk.Source, StringComparison.Ordinal);
        await clerk.Open($"{path}/documents/{hash}");
        Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
    }

    [Fact]
    public async Task The_receipt_mail_proves_what_was_received()
    {
        await using var site = await Site.Started();
        var (task, path) = await AnswerTests.Accepted(site);
        await AnswerTests.Answer(site.Browser(), site, path, task);
        await site.Deliver();
        var hash = NamedDocuments.In((await site.Workflow()).Tasks[task.Id].Received[^1].Submission).First().Hash;
        var mail = site.Mails().Last(m => m["subject"].Contains("Получен отговор", StringComparison.Ordinal));
        Assert.Contains($"SHA-256: {hash}", mail.Parts[0].Content, StringComparison.Ordinal);
        Assert.Contains($"{ApiHost.Cycle}/{task.Id}/1", mail.Parts[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_of_the_secure_delivery_service_comes_with_the_answer_or_after_it()
    {
        await using var site = await Site.Started();
        var (task, path, _) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        await clerk.Submit("review", [.. InstitutionTests.Filled(clerk, "Готово."), ("secure-number", "ССЕВ-17")]);
        Assert.Equal(["#secure-date", "#secure-time"], clerk.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")!));
        await clerk.Submit("review", ("secure-date", "2016-11-07"), ("secure-time", "9:05"));
        await clerk.Submit("send");
        Assert.Contains("ССЕВ-17, 2016-11-07 09:05", clerk.Main, StringComparison.Ordinal);

        await clerk.Submit("secure", ("secure-number", "ССЕВ-18"), ("secure-time", "10:00"));
        Assert.True(clerk.Status is HttpStatusCode.OK, clerk.Main);
        Assert.Contains("ССЕВ-18, 2016-11-07 10:00", clerk.Main, StringComparison.Ordinal);
        var received = Assert.Single((await site.Workflow()).Tasks[task.Id].Received);
        Assert.Equal(("ССЕВ-18, 2016-11-07 10:00", "ССЕВ-17, 2016-11-07 09:05"), (received.SecureDelivery, received.Submission.SecureDelivery));
    }
}
