using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflows.Functions.Hosting;
using Workflows.Functions.Tests.App;

namespace Workflows.Functions.Tests.Hosting;

public sealed class AppOptionsTests
{
    [Fact]
    public void Settings_that_are_right_are_read()
    {
        var options = Read(("Workflows:Mail:FromName", "Община Севлиево"));

        Assert.Equal("https://workflows.example.org/", options.MailSettings().Site.AbsoluteUri);
        Assert.Equal("sevlievo.example.org", options.MailSettings().Domain);
        Assert.Equal("Община Севлиево", options.Sender().Name);
    }

    [Theory]
    [InlineData("Workflows:Site", null, "Workflows:Site")]
    [InlineData("Workflows:Site", "ftp://x", "https://")]
    [InlineData("Workflows:Storage:ConnectionString", null, "Workflows:Storage:Account")]
    [InlineData("Workflows:Storage:Account", "both", "Workflows:Storage:Account")]
    [InlineData("Workflows:KeysCertificate", "@Microsoft.KeyVault(SecretUri=https://vault/secrets/keys)", "Workflows:KeysCertificate")]
    [InlineData("Workflows:KeysCertificate", "bm9uZQ==", "Workflows:KeysCertificate")]
    [InlineData("Workflows:Mail:From", "nobody", "Workflows:Mail:From")]
    [InlineData("Workflows:Mail:SendGrid:ApiKey", null, "Workflows:Mail:SendGrid:ApiKey")]
    [InlineData("Workflows:Mail:Smtp:Host", "both", "Workflows:Mail:Smtp:Host")]
    [InlineData("Workflows:Mail:Smtp:Port", "0", "Workflows:Mail:Smtp:Port")]
    public void A_setting_that_is_wrong_is_named(string setting, string? value, string named)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Read((setting, value)));

        Assert.Contains(named, wrong.Message, StringComparison.Ordinal);
    }

    private static AppOptions Read(params (string Key, string? Value)[] changes)
    {
        var settings = TheApp.Settings("https://api.sendgrid.com", "wf_x");
        foreach (var (key, value) in changes)
            settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddApp(configuration).BuildServiceProvider();
        return services.GetRequiredService<AppOptions>();
    }
}
