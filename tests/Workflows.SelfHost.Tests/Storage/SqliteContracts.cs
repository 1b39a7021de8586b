using Workflows.Contracts;

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
