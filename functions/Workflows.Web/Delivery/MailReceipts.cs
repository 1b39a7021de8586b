using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;

namespace Workflows.Web.Delivery;

/// <summary>
/// Which of an institution's contacts a mail has reached, kept at the head of the ledger's note: one effect may be several mails, and
/// a retry owes only those that did not get through. Addresses stand as fingerprints.
/// </summary>
/// <param name="MayBeOut">What became of an attempt is not known: any of the contacts may have the mail.</param>
/// <param name="Sent">Accepted for them.</param>
/// <param name="Refused">Refused for good; forgotten when the effect fails, so that a retry by hand tries them again.</param>
internal sealed record MailReceipts(bool MayBeOut, ImmutableSortedSet<string> Sent, ImmutableSortedSet<string> Refused)
{
    private const string SentMark = "[sent ", RefusedMark = "[refused ", End = "] ";
    private const int LongestReason = 300;

    private static readonly ImmutableSortedSet<string> Nobody = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public static MailReceipts Read(string? note)
    {
        var rest = note ?? "";
        return Take(ref rest);
    }

    /// <summary>The note without the receipts before it.</summary>
    public static string ReasonOf(string? note)
    {
        var rest = note ?? "";
        Take(ref rest);
        return rest;
    }

    public static string FingerprintOf(Contact contact) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(contact.Email.ToLowerInvariant())))[..12];

    /// <summary>Whether an earlier attempt has reached the contact, or may have.</summary>
    public bool MayHave(Contact contact) => MayBeOut || Sent.Contains(FingerprintOf(contact));

    public bool Settled(Contact contact) => Sent.Contains(FingerprintOf(contact)) || Refused.Contains(FingerprintOf(contact));

    public MailReceipts WithSent(Contact contact) => this with { Sent = Sent.Add(FingerprintOf(contact)) };

    public MailReceipts WithRefused(Contact contact) => this with { Refused = Refused.Add(FingerprintOf(contact)) };

    public MailReceipts ForRetryByHand => this with { Refused = Nobody };

    /// <summary>The receipts with a reason behind them, which cannot be mistaken for a receipt.</summary>
    public string Note(string reason)
    {
        var plain = reason.Replace('[', '(').Replace(']', ')').ReplaceLineEndings(" ").Trim();
        return this + (plain.Length > LongestReason ? plain[..LongestReason] : plain);
    }

    public override string ToString() => (MayBeOut ? LedgerEntry.MayBeOut : "") + Write(SentMark, Sent) + Write(RefusedMark, Refused);

    private static string Write(string mark, ImmutableSortedSet<string> fingerprints) =>
        fingerprints.IsEmpty ? "" : $"{mark}{string.Join(' ', fingerprints)}{End}";

    private static MailReceipts Take(ref string rest)
    {
        var mayBeOut = rest.StartsWith(LedgerEntry.MayBeOut, StringComparison.Ordinal);
        if (mayBeOut)
            rest = rest[LedgerEntry.MayBeOut.Length..];
        var sent = Take(ref rest, SentMark);
        return new(mayBeOut, sent, Take(ref rest, RefusedMark));
    }

    private static ImmutableSortedSet<string> Take(ref string rest, string mark)
    {
        if (!rest.StartsWith(mark, StringComparison.Ordinal) || rest.IndexOf(End, StringComparison.Ordinal) is not (> 0 and var end))
            return Nobody;
        var fingerprints = rest[mark.Length..end].Split(' ');
        rest = rest[(end + End.Length)..];
        return Nobody.Union(fingerprints);
    }
}
