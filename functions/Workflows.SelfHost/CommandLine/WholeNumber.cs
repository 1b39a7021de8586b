using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Workflows.SelfHost.CommandLine;

/// <summary>A whole number on the command line, within bounds that are both included.</summary>
internal static class WholeNumber
{
    public static Func<ArgumentResult, T> Between<T>(T least, T most)
        where T : IBinaryInteger<T> => result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            result.AddError($"'{text}' does not fit: write a whole number from {least} to {most}.");
            return least;
        };
}
