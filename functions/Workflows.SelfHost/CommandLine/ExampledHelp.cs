using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Workflows.SelfHost.CommandLine;

/// <summary>The usual help, with examples after it.</summary>
internal sealed class ExampledHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ExampledCommand { Examples: { Count: > 0 } examples })
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
                output.WriteLine($"  {RootCommand.ExecutableName} {example}");
            output.WriteLine();
        }

        output.WriteLine("Exit codes: 0 done, 1 a fault was found, 2 bad input.");
        return ExitCodes.Done;
    }
}
