using Workflows.Core.Ports;
using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Delivery;

/// <summary>
/// Effects that are delivered as one: a single one, or those of a group that have been through the same attempts, where the store knows it
/// together. What joins a group between two attempts is a batch of its own, so that a repeated mail says what it said before, under the
/// same Message-ID.
/// </summary>
public sealed record Batch(IReadOnlyList<LedgerEntry> Entries)
{
    public IReadOnlyList<string> Keys { get; } = [.. Entries.Select(e => e.Key)];

    public string Kind => Entries[0].Kind;

    /// <summary>1 for the first.</summary>
    public int Attempts => Entries[0].Attempts;

    /// <summary>Who has the mail already, from earlier attempts.</summary>
    internal MailReceipts Receipts => MailReceipts.Read(Entries[0].Note);

    /// <summary>Puts the batch off, or gives it up after the last attempt.</summary>
    internal Outcome Again(DateTimeOffset now, MailReceipts receipts, string reason) =>
        Retries.Again(Attempts, now, receipts.Note(reason)) is Outcome.Later later
            ? later
            : new Outcome.Failed(receipts.ForRetryByHand.Note(reason));

    /// <summary>The claimed effects in the order of the claim.</summary>
    public static IEnumerable<Batch> Of(IEnumerable<LedgerEntry> claimed) =>
        claimed
            .GroupBy(e => (e.Municipality, e.Kind, e.Group ?? e.Key, e.Attempts, e.Claim, MailReceipts.Read(e.Note).ToString()))
            .Select(g => new Batch([.. g]));
}
