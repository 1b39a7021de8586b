using Microsoft.Data.Sqlite;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.Tests.Simulation;

/// <summary>What <c>verify</c> says of data that somebody has changed.</summary>
public sealed class VerifyTests : IAsyncLifetime, IDisposable
{
    /// <summary>The key of an effect, from the number that it is stored under.</summary>
    private const string Key =
        "(SELECT name FROM streams WHERE id = position >> 36) || '/' || (position >> 12 & 16777215) || '/' || (position & 4095)";

    private PlayedStrategy _played = null!;

    public async Task InitializeAsync() => _played = await PlayedStrategy.Play("balchik-2011-2015");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _played.Dispose();

    [Fact]
    public async Task GivenAChangedEvent_WhenVerified_ThenItIsNamed()
    {
        Change("UPDATE events SET body = CAST(CAST(body AS TEXT) || ' ' AS BLOB) WHERE position = (SELECT max(position) FROM events WHERE name = 'step-passed')");

        Assert.Contains("was changed", (await Fault()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenAnEffectDeletedFromTheLedger_WhenVerified_ThenItIsNamed()
    {
        var key = Change($"DELETE FROM effects WHERE position = (SELECT max(position) FROM effects) RETURNING {Key}");

        var fault = await Fault();

        Assert.Equal(key, fault.Place);
        Assert.Contains("missing in the ledger", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenAnEffectThatNoEventOwes_WhenVerified_ThenItIsNamed()
    {
        var key = Change($"UPDATE effects SET position = position + 100 WHERE position = (SELECT max(position) FROM effects) RETURNING {Key}");

        var places = new[] { (await Fault()).Place, key };
        Assert.Single(places.Select(p => p[..p.LastIndexOf('/')]).Distinct());
    }

    [Fact]
    public async Task GivenAnEffectWithAnotherBody_WhenVerified_ThenItIsNamed()
    {
        var key = Change($"UPDATE effects SET body = CAST('{{}}' AS BLOB) WHERE position = (SELECT max(position) FROM effects) RETURNING {Key}");

        Assert.Equal(key, (await Fault()).Place);
    }

    [Fact]
    public async Task GivenAWrongDueTimeInTheIndex_WhenVerified_ThenTheStreamIsNamed()
    {
        var stream = Change("UPDATE streams SET wake_at = 1 WHERE id = (SELECT max(id) FROM streams) RETURNING name");

        Assert.Equal(stream, (await Fault()).Place);
    }

    [Fact]
    public async Task GivenAMissingDocument_WhenVerified_ThenTheEventThatNamesItIsFound()
    {
        File.Delete(AnyDocument());

        Assert.Contains("is missing", (await Fault()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivenAChangedDocument_WhenVerified_ThenItIsNamed()
    {
        var document = AnyDocument();
        await File.AppendAllTextAsync(document, " ");

        Assert.Contains(Path.GetFileName(document), (await Fault()).Place, StringComparison.Ordinal);
    }

    private async Task<StorageFault> Fault() => Assert.IsType<StorageFault>(await _played.FirstFault());

    private string AnyDocument() =>
        Directory.EnumerateFiles(_played.Data.Documents, "*", SearchOption.AllDirectories).First(f => Path.GetExtension(f).Length == 0);

    /// <summary>The first column of what the statement returns, if it returns anything.</summary>
    private string Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_played.Data.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string ?? "";
    }
}
