using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.Tables;

namespace Workflows.Functions.Tests.Storage;

public sealed class TableEventStoreTests : EventStoreContract
{
    protected override async ValueTask<IStoreUnderTest> Start() => await AzureStore.Start();
}

public sealed class TableLedgerLookupTests : LedgerLookupContract
{
    protected override async ValueTask<IStoreUnderTest> Start() => await AzureStore.Start();
}

public sealed class TableEffectLedgerTests : EffectLedgerContract
{
    protected override async ValueTask<IStoreUnderTest> Start() => await AzureStore.Start();
}

public sealed class TableLedgerImportTests : LedgerImportContract
{
    protected override ILedgerImport Import => ((AzureStore)Store).Tables;

    protected override async ValueTask<IStoreUnderTest> Start() => await AzureStore.Start();
}

public sealed class TableWakeUpsTests : WakeUpsContract
{
    protected override async ValueTask<IStoreUnderTest> Start() => await AzureStore.Start();
}

public sealed class TableListingTests : ListingContract
{
    protected override async ValueTask<IStoreUnderTest> Start() => await AzureStore.Start();
}

public sealed class TableApiKeysTests : ApiKeysContract
{
    private AzureStore _store = null!;

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async ValueTask<IApiKeys> Start()
    {
        _store = await AzureStore.Start();
        return new TableApiKeys(_store.Storage);
    }
}

public sealed class TableRequestKeysTests : RequestKeysContract
{
    private AzureStore _store = null!;

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async ValueTask<IRequestKeys> Start()
    {
        _store = await AzureStore.Start();
        return await Restart();
    }

    protected override ValueTask<IRequestKeys> Restart() => ValueTask.FromResult<IRequestKeys>(new TableRequestKeys(_store.Storage));
}

public sealed class TableLinksTests : LinksContract
{
    private AzureStore _store = null!;

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async ValueTask<(ILinks Links, ILinkUses Uses)> Start()
    {
        _store = await AzureStore.Start();
        return (new TableLinks(_store.Storage), new TableLinks(_store.Storage));
    }
}

public sealed class TablePeopleTests : PeopleContract
{
    private AzureStore _store = null!;

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async ValueTask<(IPeople People, ISessions Sessions)> Start()
    {
        _store = await AzureStore.Start();
        return (new TablePeople(_store.Storage), new TablePeople(_store.Storage));
    }
}

public sealed class TableDraftsTests : DraftsContract
{
    private AzureStore _store = null!;

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async ValueTask<IDrafts> Start()
    {
        _store = await AzureStore.Start();
        return new TableDrafts(_store.Storage);
    }
}

public sealed class TableOutboxTests : OutboxContract
{
    private AzureStore _store = null!;

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async ValueTask<IOutbox> Start()
    {
        _store = await AzureStore.Start();
        return new TableOutbox(_store.Storage, new SentReferences(_store.Storage));
    }
}

public sealed class BlobDocumentsTests : DocumentStoreContract
{
    private AzureStore _store = null!;

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async ValueTask<IDocumentStore> Start()
    {
        _store = await AzureStore.Start();
        return new BlobDocuments(_store.Storage);
    }

    protected override async ValueTask<int> Count() => await _store.Storage.Documents.GetBlobsAsync().CountAsync();
}

public sealed class TableKeptValuesTests : KeptValuesContract
{
    private AzureStore _store = null!;

    public override async Task DisposeAsync() => await _store.DisposeAsync();

    protected override async ValueTask<IKeptValues> Start()
    {
        _store = await AzureStore.Start();
        return new TableKeptValues(_store.Storage);
    }
}
