namespace Workflows.SelfHost.CommandLine;

/// <summary>What the program ends with; documented in <c>docs/operations.md</c>.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The command did its work and found a fault.</summary>
    public const int FaultFound = 1;

    /// <summary>What was asked for cannot be done as it was asked.</summary>
    public const int BadInput = 2;
}
