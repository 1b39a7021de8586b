using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Workflows.SelfHost.Hosting;

namespace Workflows.SelfHost.Tests.Hosting;

/// <summary>Only a proxy that was named is believed.</summary>
public sealed class ProxiesTests
{
    [Theory]
    [InlineData("127.0.0.1", "https workflows.example.org 203.0.113.7")]
    [InlineData("127.0.0.0/8", "https workflows.example.org 203.0.113.7")]
    [InlineData("10.0.0.0/8", "http 127.0.0.1 127.0.0.1")]
    [InlineData(null, "http 127.0.0.1 127.0.0.1")]
    public async Task GivenProxies_WhenARequestSaysWhereItComesFrom_ThenItIsBelievedFromThemAlone(string? proxies, string seen)
    {
        var settings = Read(("Proxies", proxies), out var wrong);
        Assert.Empty(wrong);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.UseProxies(settings!.Proxies);
        app.Run(http => http.Response.WriteAsync($"{http.Request.Scheme} {http.Request.Host.Host} {http.Connection.RemoteIpAddress!.MapToIPv4()}"));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "workflows.example.org");

        Assert.Equal(seen, await client.GetStringAsync("/"));
    }

    [Theory]
    [InlineData("Proxies", "proxy.example.org", "Workflows:Proxies is 'proxy.example.org'")]
    [InlineData("OpenId:Authority", "https://login.example.org", "Workflows:OpenId:ClientId is ''")]
    [InlineData("OpenId:Authority", "login", "Workflows:OpenId:Authority is 'login'")]
    public void GivenAWrongSetting_ThenItIsNamedWithWhatToWrite(string key, string value, string sentence)
    {
        Assert.Null(Read((key, value), out var wrong));
        Assert.StartsWith(sentence, Assert.Single(wrong), StringComparison.Ordinal);
    }

    private static HostSettings? Read((string Key, string? Value) setting, out IReadOnlyList<string> wrong) => HostSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new($"{HostSettings.Section}:{setting.Key}", setting.Value)]).Build(), null, out wrong);
}
