using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// Where an event lies: its stream's number above, its version in the lower 24 bits. Sorted by stream, then by version. An effect lies at
/// its event's position, with its place among the event's effects in 12 bits below.
/// </summary>
internal static class Positions
{
    private const int VersionBits = 24;
    private const int IndexBits = 12;

    public const long MaxVersion = (1L << VersionBits) - 1;

    /// <summary>Shifts an effect's position to the number of its stream.</summary>
    public const int EffectBits = VersionBits + IndexBits;

    public const int MaxIndex = (1 << IndexBits) - 1;

    public static long Of(long stream, long version) => version is >= 0 and <= MaxVersion
        ? (stream << VersionBits) | version
        : throw new ArgumentOutOfRangeException(nameof(version), version, $"A stream holds at most {MaxVersion} events.");

    public static long OfEffect(long stream, long version, int index) => index is >= 0 and <= MaxIndex
        ? (Of(stream, version) << IndexBits) | (long)index
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"An event owes at most {MaxIndex + 1} effects.");

    public static long Version(long position) => position & MaxVersion;

    public static EffectKey Key(string stream, long effect) =>
        new(new StreamId(stream), Version(effect >> IndexBits), (int)(effect & MaxIndex));
}
