namespace Workflows.Core.Ports;

/// <summary>
/// Owes what no event owes, such as the link that somebody asked for. From then on it is in the ledger like everything else, under the
/// stream <see cref="Stream"/>, which holds no events.
/// </summary>
public interface IOutbox
{
    static StreamId Stream { get; } = new("access");

    /// <summary>Durably. False when the key was owed before, and nothing is owed twice.</summary>
    ValueTask<bool> Owe(MunicipalityId municipality, OwedEffect effect, DateTimeOffset at, CancellationToken cancellation = default);
}
