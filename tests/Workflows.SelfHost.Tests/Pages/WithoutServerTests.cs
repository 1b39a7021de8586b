using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Web;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>A host without a web server hands requests to the same pipeline.</summary>
public sealed class WithoutServerTests
{
    [Theory]
    [InlineData("/", 200, "<html lang=\"en\">")]
    [InlineData("/none", 404, "Page not found")]
    [InlineData("/api/strategies", 401, "key.missing")]
    public async Task Pages_and_API_answer(string path, int status, string text)
    {
        await using var site = await Site.Started();
        var pipeline = new ApplicationBuilder(site.Host.Services).UseWorkflows().Build();
        await using var scope = site.Host.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        using var body = new MemoryStream();
        context.Request.Method = "GET";
        context.Request.Scheme = "https";
        context.Request.Host = new("workflows.example.org");
        context.Request.Path = path;
        context.Request.QueryString = new("?lang=en");
        context.Response.Body = body;

        await pipeline(context);

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Contains(text, Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }
}
