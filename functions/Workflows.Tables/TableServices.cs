using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Tables;

public static class TableServices
{
    /// <summary>Registers every port that stores something, on the <see cref="AzureStorage"/> that the host registers.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services) => services
        .AddSingleton<StreamHeads>()
        .AddSingleton<CommandKeys>()
        .AddSingleton<EffectRows>()
        .AddSingleton<StreamIndex>()
        .AddSingleton<LedgerPages>()
        .AddSingleton<SentReferences>()
        .AddSingleton<Signals>()
        .AddSingleton<Healing>()
        .AddSingleton<TableEventStore>()
        .AddSingleton<IEventStore>(provider => provider.GetRequiredService<TableEventStore>())
        .AddSingleton<TableEffectLedger>()
        .AddSingleton<IEffectLedger>(provider => provider.GetRequiredService<TableEffectLedger>())
        .AddSingleton<ILedgerImport>(provider => provider.GetRequiredService<TableEffectLedger>())
        .AddSingleton<IWakeUps, TableWakeUps>()
        .AddSingleton<IListing, TableListing>()
        .AddSingleton<IApiKeys, TableApiKeys>()
        .AddSingleton<IRequestKeys, TableRequestKeys>()
        .AddSingleton<ILinks, TableLinks>()
        .AddSingleton<ILinkUses, TableLinks>()
        .AddSingleton<IPeople, TablePeople>()
        .AddSingleton<ISessions, TablePeople>()
        .AddSingleton<IDrafts, TableDrafts>()
        .AddSingleton<IKeptValues, TableKeptValues>()
        .AddSingleton<IOutbox, TableOutbox>()
        .AddSingleton<TableSecrets>()
        .AddSingleton(provider => provider.GetRequiredService<TableSecrets>().LinkSecret())
        .AddSingleton<IDocumentStore, BlobDocuments>();
}
