namespace Workflows.SelfHost.CommandLine;

/// <summary>Ends a command with a message for the person who typed it, and <see cref="ExitCodes.BadInput"/>.</summary>
internal sealed class BadInputException(string message) : Exception(message);
