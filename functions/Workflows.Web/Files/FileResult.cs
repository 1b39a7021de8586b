using System.Diagnostics.CodeAnalysis;

namespace Workflows.Web.Files;

/// <summary>What was read, or everything that is wrong with the file.</summary>
/// <param name="Value">Null when there are faults.</param>
/// <param name="Faults">In the order of the file.</param>
public sealed record FileResult<T>(T? Value, IReadOnlyList<FileFault> Faults)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null;
}
