using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SendGrid;
using Workflows.Functions.Http;
using Workflows.Functions.Mail;
using Workflows.Functions.Orchestrations;
using Workflows.Web;
using Workflows.Web.Files;
using Workflows.Web.Mail;
using Workflows.Web.Operations;

namespace Workflows.Functions.Hosting;

/// <summary>The app's parts.</summary>
internal static class Composition
{
    public static IServiceCollection AddApp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AppOptions>().Bind(configuration.GetSection(AppOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<AppOptions>>().Value);
        services.AddSingleton(provider => Storage(provider.GetRequiredService<AppOptions>().Storage)).AddHostedService<FirstStart>();
        services.AddTables().AddMail();
        var protection = services.AddDataProtection().SetApplicationName("workflows");
        if (configuration[$"{AppOptions.Section}:{nameof(AppOptions.KeysCertificate)}"] is { } text && AppOptions.CertificateOf(text) is { } certificate)
            protection.ProtectKeysWithCertificate(certificate);
        services.AddOptions<KeyManagementOptions>().Configure<TableSecrets>((keys, secrets) => keys.XmlRepository = secrets);
        services.AddSingleton<Site>().AddSingleton<Progress>().AddSingleton<IDurableInstances, DurableInstances>().AddSingleton<SendGridWebhook>();
        return services.AddSingleton(Library()).AddWorkflows();
    }

    public static AzureStorage Storage(StorageOptions options)
    {
        if (options.ConnectionString is { } emulator)
            return new(new TableServiceClient(emulator), new BlobServiceClient(emulator));
        TokenCredential identity = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.IdentityClientId });
        return new(
            new TableServiceClient(new Uri($"https://{options.Account}.table.core.windows.net"), identity),
            new BlobServiceClient(new Uri($"https://{options.Account}.blob.core.windows.net"), identity));
    }

    /// <summary>The orchestrations and activities, under the names that histories know them by.</summary>
    public static void AddTasks(DurableTaskRegistry registry) => registry
        .AddOrchestrator<StrategyOrchestrator>()
        .AddOrchestrator<WorkflowOrchestrator>()
        .AddOrchestrator<LinkOrchestrator>()
        .AddActivity<Advance>()
        .AddActivity<DeliverMail>()
        .AddActivity<DeliverLinks>()
        .AddActivity<OpenWorkflow>()
        .AddActivity<Publish>();

    private static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddHttpClient(nameof(SendGrid));
        return services
            .AddSingleton(provider => provider.GetRequiredService<AppOptions>().MailSettings())
            .AddSingleton(provider => new RecipientPolicy(provider.GetRequiredService<AppOptions>().Mail.AllowedRecipients))
            .AddSingleton<IMailTransport>(provider =>
            {
                var options = provider.GetRequiredService<AppOptions>();
                if (options.Mail.SendGrid.ApiKey is not { } key)
                    return new SmtpTransport(options.Mail.Smtp.Settings(), options.Sender());
                var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(SendGrid));
                var client = new SendGridClient(http, key, options.Mail.SendGrid.Host.AbsoluteUri.TrimEnd('/'));
                return new SendGridTransport(client, options.Sender(), provider.GetRequiredService<TimeProvider>());
            });
    }

    private static TemplateLibrary Library()
    {
        var library = TemplateLibrary.Load();
        return library.Value ?? throw new InvalidOperationException(string.Join(Environment.NewLine, library.Faults));
    }
}
