using System.Security.Cryptography;
using System.Text;

namespace Workflows.Tables;

/// <summary>
/// People in one partition, with the addresses of the valid ones, so that no two share one. Sessions in a partition of their person, found
/// through rows under their hash and their id.
/// </summary>
internal sealed class TablePeople(AzureStorage storage) : IPeople, ISessions
{
    private const string Everybody = "people";
    private const string IdPrefix = "id|";
    private const string SessionIdPrefix = "session|";
    private const string SessionHashPrefix = "cookie|";
    private const string SessionsPrefix = "sessions|";

    public async ValueTask<bool> Add(Person person, CancellationToken cancellation = default) =>
        await TableWrites.Saved(storage.Access.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, Rows.Of(Everybody, IdPrefix + person.Id, person)),
                new(TableTransactionActionType.Add, new TableEntity(Everybody, AddressOf(person))),
            ],
            cancellation)).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<Person>> List(PersonQuery query, CancellationToken cancellation = default)
    {
        if (query.Id is { } id)
            return await storage.Access.Find(Everybody, IdPrefix + id, cancellation).ConfigureAwait(false) is { } row ? [Rows.Value<Person>(row)] : [];
        return await storage.Access.Range(Everybody, IdPrefix, Rows.After(IdPrefix), null, cancellation)
            .Select(Rows.Value<Person>)
            .Where(p => (query.Email is null || p.Email == query.Email) && (query.Municipality is null || p.Municipality == query.Municipality))
            .ToListAsync(cancellation).ConfigureAwait(false);
    }

    async ValueTask<bool> IPeople.Revoke(string id, DateTimeOffset at, CancellationToken cancellation)
    {
        while (await storage.Access.Find(Everybody, IdPrefix + id, cancellation).ConfigureAwait(false) is { } row)
        {
            if (Rows.Value<Person>(row) is not { RevokedAt: null } person)
                return false;
            TableTransactionAction[] actions =
            [
                new(TableTransactionActionType.UpdateReplace, Rows.Of(Everybody, row.RowKey, person with { RevokedAt = at }), row.ETag),
                new(TableTransactionActionType.Delete, new TableEntity(Everybody, AddressOf(person))),
            ];
            if (await TableWrites.Saved(storage.Access.SubmitTransactionAsync(actions, cancellation)).ConfigureAwait(false))
                return true;
        }

        return false;
    }

    public async ValueTask Save(BrowserSession session, CancellationToken cancellation = default)
    {
        var lead = Rows.Of("", "", new Lead(session.Person, session.Id));
        do
        {
            if (await storage.Access.Change<BrowserSession>(
                PartitionOf(session.Person), session.Id, s => s with { SeenAt = session.SeenAt }, cancellation).ConfigureAwait(false))
                return;
            foreach (var partition in new[] { SessionIdPrefix + session.Id, SessionHashPrefix + session.Hash })
                await storage.Access.UpsertEntityAsync(new TableEntity(lead) { PartitionKey = partition }, TableUpdateMode.Replace, cancellation).ConfigureAwait(false);
        }
        while (!await TableWrites.Saved(storage.Access.AddEntityAsync(Rows.Of(PartitionOf(session.Person), session.Id, session), cancellation)).ConfigureAwait(false));
    }

    public async ValueTask<BrowserSession?> FindByHash(string hash, CancellationToken cancellation = default) =>
        await LeadOf(SessionHashPrefix + hash, cancellation).ConfigureAwait(false) is { } lead
        && await storage.Access.Find(PartitionOf(lead.Person), lead.Id, cancellation).ConfigureAwait(false) is { } row
            ? Rows.Value<BrowserSession>(row)
            : null;

    public async ValueTask<IReadOnlyList<BrowserSession>> Of(string person, CancellationToken cancellation = default) =>
        await storage.Access.Partition<BrowserSession>(PartitionOf(person), cancellation).ToListAsync(cancellation).ConfigureAwait(false);

    async ValueTask<bool> ISessions.Revoke(string id, DateTimeOffset at, CancellationToken cancellation) =>
        await LeadOf(SessionIdPrefix + id, cancellation).ConfigureAwait(false) is { } lead
        && await storage.Access.Change<BrowserSession>(
            PartitionOf(lead.Person), id, s => s.RevokedAt is null ? s with { RevokedAt = at } : null, cancellation).ConfigureAwait(false);

    public async ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default)
    {
        await foreach (var row in storage.Access.Partitions(SessionsPrefix, cancellation).ConfigureAwait(false))
        {
            var session = Rows.Value<BrowserSession>(row);
            if (session.SeenAt >= before)
                continue;
            // Last what finds them, so that a stop in between is made good the next time.
            foreach (var (partition, key) in new[] { (SessionHashPrefix + session.Hash, ""), (SessionIdPrefix + session.Id, ""), (row.PartitionKey, row.RowKey) })
                await storage.Access.DeleteEntityAsync(partition, key, cancellationToken: cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Lead?> LeadOf(string partition, CancellationToken cancellation) =>
        await storage.Access.Find(partition, "", cancellation).ConfigureAwait(false) is { } row ? Rows.Value<Lead>(row) : null;

    // An address may hold what a table's key may not.
    private static string AddressOf(Person person) => "address|" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(person.Email)));

    private static string PartitionOf(string person) => SessionsPrefix + person;

    private sealed record Lead(string Person, string Id);
}
