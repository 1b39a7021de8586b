using System.Globalization;

namespace Workflows.Tables;

/// <summary>
/// Each link in a partition of its own under its id. Rows that lead there are written before it and checked by it: under its hash, its
/// bearer and its municipality.
/// </summary>
internal sealed class TableLinks(AzureStorage storage) : ILinks, ILinkUses
{
    private const string Prefix = "link|";
    private const string ListPrefix = "links|";
    private const string UsesPrefix = "uses|";
    private const int Parallel = 16;

    public async ValueTask<bool> Add(Link link, CancellationToken cancellation = default)
    {
        if (await IdOf(link.Hash, cancellation).ConfigureAwait(false) is { } taken && taken != link.Id)
            return false;
        var leads = new[] { (HashOf(link.Hash), link.Id), (BearerOf(link.Bearer.Key), link.Id), (ListOf(link.Bearer.Municipality), link.Id) };
        foreach (var (partition, id) in leads)
            await storage.Access.UpsertEntityAsync(new TableEntity(partition, id), TableUpdateMode.Replace, cancellation).ConfigureAwait(false);
        return await TableWrites.Saved(storage.Access.AddEntityAsync(Rows.Of(Prefix + link.Id, "", link), cancellation)).ConfigureAwait(false);
    }

    public async ValueTask<Link?> FindByHash(string hash, CancellationToken cancellation = default) =>
        await IdOf(hash, cancellation).ConfigureAwait(false) is { } id && await Find(id, cancellation).ConfigureAwait(false) is { } link && link.Hash == hash
            ? link
            : null;

    public async ValueTask<IReadOnlyList<Link>> List(LinkQuery query, CancellationToken cancellation = default)
    {
        // Only administrators list links of no bearer and no municipality in particular.
        var (from, before) = query switch
        {
            { Bearer: { } bearer } => (BearerOf(bearer), BearerOf(bearer) + Rows.Lowest),
            { Municipality: { } municipality } => (ListOf(municipality), ListOf(municipality) + Rows.Lowest),
            _ => (ListPrefix, Rows.After(ListPrefix)),
        };
        var ids = await storage.Access.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {before} and RowKey gt {query.After ?? ""}"), null, ["RowKey"], cancellation)
            .Select(r => r.RowKey).ToListAsync(cancellation).ConfigureAwait(false);
        return await ids.Order(StringComparer.Ordinal).Distinct().ToAsyncEnumerable().Chunk(Parallel)
            .Select(async (some, stop) => await Task.WhenAll(some.Select(id => Find(id, stop))).ConfigureAwait(false))
            .SelectMany(links => links.OfType<Link>())
            .Where(link => Matches(link, query))
            .Take(Math.Max(query.Limit, 0)).ToListAsync(cancellation).ConfigureAwait(false);
    }

    public ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default) =>
        storage.Access.Change<Link>(Prefix + id, "", link => link.RevokedAt is null ? link with { RevokedAt = at } : null, cancellation);

    public async ValueTask Record(string link, DateOnly day, string family, string act, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var (partition, key) = (UsesPrefix + link, string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}|{family}|{act}"));
        while (!await storage.Access.Change<LinkUse>(
                partition, key, use => use with { Last = at > use.Last ? at : use.Last, Times = use.Times + 1 }, cancellation).ConfigureAwait(false)
            && !await TableWrites.Saved(storage.Access.AddEntityAsync(
                Rows.Of(partition, key, new LinkUse(link, day, family, act, at, at, 1)), cancellation)).ConfigureAwait(false))
        {
        }
    }

    public async ValueTask<IReadOnlyList<LinkUse>> Of(string link, CancellationToken cancellation = default) =>
        await storage.Access.Partition<LinkUse>(UsesPrefix + link, cancellation).ToListAsync(cancellation).ConfigureAwait(false);

    public async ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default)
    {
        await foreach (var row in storage.Access.Partitions(UsesPrefix, cancellation).Where(r => Rows.Value<LinkUse>(r).Last < before).ConfigureAwait(false))
            await storage.Access.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation).ConfigureAwait(false);
    }

    private async Task<string?> IdOf(string hash, CancellationToken cancellation) =>
        await storage.Access.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {HashOf(hash)}"), 1, ["RowKey"], cancellation)
            .Select(r => r.RowKey).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);

    private async Task<Link?> Find(string id, CancellationToken cancellation) =>
        await storage.Access.Find(Prefix + id, "", cancellation).ConfigureAwait(false) is { } row ? Rows.Value<Link>(row) : null;

    private static bool Matches(Link link, LinkQuery query) =>
        (query.Bearer is null || link.Bearer.Key == query.Bearer)
        && (query.Municipality is null || link.Bearer.Municipality == query.Municipality)
        && (query.Institution is null || link.Bearer.Institution == query.Institution)
        && (query.Workflow is null || link.Bearer.Workflow == query.Workflow)
        && (query.Task is null || link.Bearer.Task == query.Task);

    private static string HashOf(string hash) => "link-hash|" + hash;

    private static string BearerOf(string bearer) => "link-bearer|" + bearer;

    private static string ListOf(MunicipalityId? municipality) => ListPrefix + municipality;
}
