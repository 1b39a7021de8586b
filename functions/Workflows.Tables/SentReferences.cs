namespace Workflows.Tables;

/// <summary>Which effects a mail went out for, or may have, so that what the provider says of it later finds them.</summary>
internal sealed class SentReferences(AzureStorage storage)
{
    private const string Partition = "sent";

    /// <summary>Adds to what is known of them.</summary>
    public async ValueTask Remember(IReadOnlyCollection<string> keys, IEnumerable<string> references, CancellationToken cancellation)
    {
        var rows = references.Select(r => new TableEntity(Partition, Of(r) + Rows.Sortable(keys.First())) { ["Keys"] = string.Join('\n', keys) });
        await storage.Index.Move(Partition, [], rows, cancellation).ConfigureAwait(false);
    }

    /// <returns>The keys of the effects; none when the reference is not known.</returns>
    public async ValueTask<IReadOnlyCollection<string>> Find(string reference, CancellationToken cancellation)
    {
        var rows = storage.Index.Range(Partition, Of(reference), Rows.After(Of(reference)), null, cancellation);
        return await rows.SelectMany(r => r.GetString("Keys").Split('\n').ToAsyncEnumerable()).Distinct().ToListAsync(cancellation).ConfigureAwait(false);
    }

    private static string Of(string reference) => reference + "|";
}
