using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Data.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Functions.Hosting;
using Workflows.Functions.Tests.App;
using Workflows.Functions.Tests.Storage;

namespace Workflows.Functions.Tests.Hosting;

/// <summary>What protects cookies and forms, in the table.</summary>
public sealed class KeysCertificateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_are_encrypted_for_the_certificate_where_there_is_one_and_every_instance_reads_them(bool certified)
    {
        await using var store = await AzureStore.Start();
        var certificate = certified ? Certificate() : null;
        string hidden;
        await using (var first = App(store, certificate))
            hidden = first.GetRequiredService<IDataProtectionProvider>().CreateProtector("form").Protect("№ 214");

        await using var second = App(store, certificate);
        Assert.Equal("№ 214", second.GetRequiredService<IDataProtectionProvider>().CreateProtector("form").Unprotect(hidden));

        var row = await store.Storage.Keys.QueryAsync<TableEntity>(r => r.PartitionKey == "cookies").SingleAsync();
        Assert.Equal(certified, row.GetString("Value").Contains("EncryptedData", StringComparison.Ordinal));
        Assert.Equal(!certified, row.GetString("Value").Contains("<masterKey", StringComparison.Ordinal));
    }

    private static ServiceProvider App(AzureStore store, string? certificate)
    {
        var settings = TheApp.Settings("https://api.sendgrid.com", "wf_x");
        settings["Workflows:KeysCertificate"] = certificate;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddApp(configuration).AddSingleton(store.Storage).BuildServiceProvider();
    }

    /// <summary>As Key Vault gives one.</summary>
    private static string Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=form-keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        return Convert.ToBase64String(certificate.Export(X509ContentType.Pkcs12));
    }
}
