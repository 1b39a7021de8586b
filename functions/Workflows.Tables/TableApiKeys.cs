using System.Globalization;
using Azure;

namespace Workflows.Tables;

/// <summary>Keys in one partition, each under its id and under its hash, so that neither is used twice and both are found at once.</summary>
internal sealed class TableApiKeys(AzureStorage storage) : IApiKeys
{
    private const string Partition = "keys";
    private const string IdPrefix = "id|";
    private const string HashPrefix = "hash|";

    public async ValueTask Add(ApiKey key, CancellationToken cancellation = default) =>
        await storage.Keys.SubmitTransactionAsync(
            Rows(key).Select(r => new TableTransactionAction(TableTransactionActionType.Add, r)), cancellation).ConfigureAwait(false);

    public async ValueTask<ApiKey?> FindByHash(string hash, CancellationToken cancellation = default) =>
        await Find(HashPrefix + hash, cancellation).ConfigureAwait(false) is { } row ? Read(row) : null;

    public async ValueTask<IReadOnlyList<ApiKey>> List(CancellationToken cancellation = default) =>
        await storage.Keys.Range(Partition, IdPrefix, Workflows.Tables.Rows.After(IdPrefix), null, cancellation).Select(Read)
            .ToListAsync(cancellation).ConfigureAwait(false);

    public async ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default)
    {
        if (await Find(IdPrefix + id, cancellation).ConfigureAwait(false) is not { } row || Read(row) is not { RevokedAt: null } key)
            return false;
        try
        {
            await storage.Keys.SubmitTransactionAsync(
                Rows(key with { RevokedAt = at }).Select(r => new TableTransactionAction(
                    TableTransactionActionType.UpdateReplace, r, r.RowKey == row.RowKey ? row.ETag : ETag.All)),
                cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status == 412)
        {
            return false;
        }
    }

    private async ValueTask<TableEntity?> Find(string rowKey, CancellationToken cancellation) =>
        await storage.Keys.Find(Partition, rowKey, cancellation).ConfigureAwait(false);

    private static IEnumerable<TableEntity> Rows(ApiKey key) => new[] { IdPrefix + key.Id, HashPrefix + key.Hash }.Select(rowKey => new TableEntity(Partition, rowKey)
    {
        ["Id"] = key.Id,
        ["Hash"] = key.Hash,
        ["Name"] = key.Name,
        ["Role"] = key.Role.ToString(),
        ["Municipality"] = key.Municipality?.Value,
        ["Institution"] = key.Institution?.Value,
        ["CreatedAt"] = key.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
        ["RevokedAt"] = key.RevokedAt?.ToString("O", CultureInfo.InvariantCulture),
    });

    private static ApiKey Read(TableEntity row) => new(
        row.GetString("Id"),
        row.GetString("Hash"),
        row.GetString("Name"),
        Enum.Parse<ActorKind>(row.GetString("Role")),
        row.GetString("Municipality") is { } municipality ? new MunicipalityId(municipality) : null,
        row.GetString("Institution") is { } institution ? new InstitutionId(institution) : null,
        DateTimeOffset.Parse(row.GetString("CreatedAt"), CultureInfo.InvariantCulture),
        row.GetString("RevokedAt") is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null);
}
