using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>What pages need of a store, as the server registers it.</summary>
internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, SqliteStore store)
    {
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(store.Data.Keys)).SetApplicationName("Workflows");
        return services
            .AddSingleton(store.Links)
            .AddSingleton(store.LinkUses)
            .AddSingleton(store.People)
            .AddSingleton(store.Sessions)
            .AddSingleton(store.Drafts)
            .AddSingleton(store.KeptValues)
            .AddSingleton(store.Outbox)
            .AddSingleton(LinkSecretFile.Of(store.Data));
    }
}
