namespace Workflows.Web.Files;

/// <summary>What is wrong at one place of a file.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Key">The keys that lead to the place, such as <c>steps/monitoring-report/after</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what to write instead, in English.</param>
public sealed record FileFault(string File, int Line, int Column, string Key, string Message)
{
    public override string ToString() =>
        Key.Length == 0 ? $"{File}:{Line}:{Column}: {Message}" : $"{File}:{Line}:{Column}: {Key}: {Message}";
}
