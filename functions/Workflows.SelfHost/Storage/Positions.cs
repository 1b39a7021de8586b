namespace Workflows.SelfHost.Storage;

/// <summary>Where an event lies: its stream's number above, its version in the lower 24 bits. Sorted by stream, then by version.</summary>
internal static class Positions
{
    private const int VersionBits = 24;

    public const long MaxVersion = (1L << VersionBits) - 1;

    public static long Of(long stream, long version) => version is >= 0 and <= MaxVersion
        ? (stream << VersionBits) | version
        : throw new ArgumentOutOfRangeException(nameof(version), version, $"A stream holds at most {MaxVersion} events.");

    public static long Version(long position) => position & MaxVersion;
}
