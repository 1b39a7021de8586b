namespace Workflows.Core.Ports;

/// <summary>
/// The values of one strategy, worked out from its events and kept so that looking at a region reads no events. Lost or broken, they are
/// worked out again.
/// </summary>
/// <param name="Values">What regions are made of, with how far it goes; its form belongs to who reads it.</param>
/// <param name="Sheets">What the values are worked out from; null leaves what is kept.</param>
public sealed record KeptValues(StrategyId Strategy, ReadOnlyMemory<byte> Values, ReadOnlyMemory<byte>? Sheets);

public interface IKeptValues
{
    /// <summary>Of every strategy, without their sheets.</summary>
    ValueTask<IReadOnlyList<KeptValues>> All(CancellationToken cancellation = default);

    ValueTask<ReadOnlyMemory<byte>?> Sheets(StrategyId strategy, CancellationToken cancellation = default);

    /// <summary>Replaces what was kept of these strategies.</summary>
    ValueTask Save(IReadOnlyList<KeptValues> values, CancellationToken cancellation = default);
}
