using System.CommandLine;

namespace Workflows.SelfHost.CommandLine;

/// <summary>A command whose help ends with examples.</summary>
/// <param name="examples">Without the program's name.</param>
internal sealed class ExampledCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
