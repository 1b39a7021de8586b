using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

public sealed class SqliteEventStoreTests : EventStoreContract
{
    protected override ValueTask<IStoreUnderTest> Start() => new(new SqliteStore());
}

public sealed class SqliteEffectLedgerTests : EffectLedgerContract
{
    protected override ValueTask<IStoreUnderTest> Start() => new(new SqliteStore());
}

public sealed class SqliteWakeUpsTests : WakeUpsContract
{
    protected override ValueTask<IStoreUnderTest> Start() => new(new SqliteStore());
}

public sealed class SqliteListingTests : ListingContract
{
    protected override ValueTask<IStoreUnderTest> Start() => new(new SqliteStore());
}

public sealed class SqliteApiKeysTests : ApiKeysContract, IDisposable
{
    private readonly SqliteStore store = new();

    protected override ValueTask<IApiKeys> Start() => new(store.ApiKeys);

    public void Dispose() => store.Dispose();
}

public sealed class FileDocumentsContractTests : DocumentStoreContract, IDisposable
{
    private readonly TemporaryDirectory directory = new();

    protected override ValueTask<IDocumentStore> Start() => new(new FileDocuments(directory.Data));

    protected override ValueTask<int> Count() =>
        new(Directory.EnumerateFiles(directory.Data.Documents, "*", SearchOption.AllDirectories)
            .Count(file => !file.EndsWith(".json", StringComparison.Ordinal)));

    public void Dispose() => directory.Dispose();
}

public sealed class SqliteLinksTests : LinksContract, IDisposable
{
    private readonly SqliteStore store = new();

    protected override ValueTask<(ILinks Links, ILinkUses Uses)> Start() => new((store.Links, store.LinkUses));

    public void Dispose() => store.Dispose();
}

public sealed class SqlitePeopleTests : PeopleContract, IDisposable
{
    private readonly SqliteStore store = new();

    protected override ValueTask<(IPeople People, ISessions Sessions)> Start() => new((store.People, store.Sessions));

    public void Dispose() => store.Dispose();
}

public sealed class SqliteOutboxTests : OutboxContract, IDisposable
{
    private readonly SqliteStore store = new();

    protected override ValueTask<(IOutbox Outbox, IEffectLedger Ledger)> Start() => new((store.Outbox, store.Ledger));

    public void Dispose() => store.Dispose();
}
