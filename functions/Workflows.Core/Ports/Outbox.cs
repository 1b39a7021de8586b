namespace Workflows.Core.Ports;

/// <summary>
/// What is owed by no event, such as the link that somebody asked for: short-lived, and forgotten when it has been delivered for a while.
/// What is claimed and not settled within <see cref="Lease"/> counts as unknown and is claimed again under the same key.
/// </summary>
public interface IOutbox : IOwedEffects
{
    /// <summary>Stands for the stream in its entries; no stream has this name.</summary>
    static StreamId Stream { get; } = new("access");

    static TimeSpan Lease { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Durably. False when the key was owed before, and nothing is owed twice.</summary>
    ValueTask<bool> Owe(MunicipalityId municipality, OwedEffect effect, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Removes what was owed before this moment, whatever became of it.</summary>
    ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default);
}
