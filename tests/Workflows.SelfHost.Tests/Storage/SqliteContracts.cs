using Workflows.Contracts;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Storage;

public sealed class SqliteEventStoreTests : EventStoreContract
{
    protected override ValueTask<IStoreUnderTest> Start() => new(new SqliteStore());
}

public sealed class SqliteCommitTests : CommitContract
{
    protected override ValueTask<IStoreUnderTest> Start() => new(new SqliteStore());
}

public sealed class SqliteLedgerLookupTests : LedgerLookupContract
{
    protected override ValueTask<IStoreUnderTest> Start() => new(new SqliteStore());
}

public sealed class SqliteEffectLedgerTests : EffectLedgerContract
{
    protected override ValueTask<IStoreUnderTest> Start() => new(new SqliteStore());
}

public sealed class SqliteLedgerImportTests : LedgerImportContract
{
    protected override ILedgerImport Import => new SqliteEffectLedger(((SqliteStore)Store).Database);

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
    private readonly SqliteStore _store = new();

    protected override ValueTask<IApiKeys> Start() => new(_store.ApiKeys);

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteRequestKeysTests : RequestKeysContract, IDisposable
{
    private readonly SqliteStore _store = new();

    protected override ValueTask<IRequestKeys> Start() => new(_store.RequestKeys);

    protected override ValueTask<IRequestKeys> Restart()
    {
        _store.Restart();
        return new(_store.RequestKeys);
    }

    public void Dispose() => _store.Dispose();
}

public sealed class FileDocumentsContractTests : DocumentStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    protected override ValueTask<IDocumentStore> Start() => new(new FileDocuments(_directory.Data));

    protected override ValueTask<int> Count() =>
        new(Directory.EnumerateFiles(_directory.Data.Documents, "*", SearchOption.AllDirectories)
            .Count(file => !file.EndsWith(".json", StringComparison.Ordinal)));

    public void Dispose() => _directory.Dispose();
}

public sealed class SqliteLinksTests : LinksContract, IDisposable
{
    private readonly SqliteStore _store = new();

    protected override ValueTask<(ILinks Links, ILinkUses Uses)> Start() => new((_store.Links, _store.LinkUses));

    public void Dispose() => _store.Dispose();
}

public sealed class SqlitePeopleTests : PeopleContract, IDisposable
{
    private readonly SqliteStore _store = new();

    protected override ValueTask<(IPeople People, ISessions Sessions)> Start() => new((_store.People, _store.Sessions));

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteOutboxTests : OutboxContract, IDisposable
{
    private readonly SqliteStore _store = new();

    protected override ValueTask<IOutbox> Start() => new(_store.Outbox);

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteDraftsTests : DraftsContract, IDisposable
{
    private readonly SqliteStore _store = new();

    protected override ValueTask<IDrafts> Start() => new(_store.Drafts);

    public void Dispose() => _store.Dispose();
}

public sealed class SqliteKeptValuesTests : KeptValuesContract, IDisposable
{
    private readonly SqliteStore _store = new();

    protected override ValueTask<IKeptValues> Start() => new(_store.KeptValues);

    public void Dispose() => _store.Dispose();
}
