using System.CommandLine;
using Workflows.Core;
using Workflows.SelfHost.Hosting;
using Workflows.SelfHost.Storage;

namespace Workflows.SelfHost.CommandLine;

/// <summary>Options that mean the same in every command that has them.</summary>
internal static class SharedOptions
{
    public static Option<DirectoryInfo?> Data { get; } = new("--data")
    {
        Description = $"The data directory. Default: Workflows__Data in the environment, else ./{HostSettings.DefaultData}.",
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON, for other programs." };

    /// <summary>The directory of the command line, of the environment, or the default. It need not exist.</summary>
    public static DataDirectory DataOf(ParseResult parsed) =>
        new(parsed.GetValue(Data)?.FullName ?? Environment.GetEnvironmentVariable($"{HostSettings.Section}__Data") ?? HostSettings.DefaultData);

    /// <summary>The database of a stopped server; the caller closes it.</summary>
    public static SqliteDatabase Database(ParseResult parsed)
    {
        var directory = DataOf(parsed);
        if (!File.Exists(directory.Database))
            throw new BadInputException($"There is no database in {directory.Root}. Start the server once, or name another directory with --data.");
        return SqliteDatabase.TryOpen(directory, out var database, out var refusal) ? database : throw new BadInputException(refusal.Message);
    }

    public static TId? IdOf<TId>(string? text)
        where TId : struct, IId<TId>
    {
        if (text is null)
            return null;
        return Id.TryParse<TId>(text, out var id) ? id : throw new BadInputException($"'{text}' is not an identifier: use 1 to {Id.MaxLength} of a-z, 0-9, '-', '.', '~'.");
    }
}
