using Workflows.SelfHost.Storage;

namespace Workflows.Benchmarks;

/// <summary>A database in a directory that is gone afterwards.</summary>
internal static class Scratch
{
    public static async Task InDirectory(Func<string, SqliteDatabase, Task> measure)
    {
        var root = Directory.CreateTempSubdirectory("workflows-benchmark-").FullName;
        try
        {
            if (!SqliteDatabase.TryOpen(new DataDirectory(root), out var database, out var refusal))
                throw new InvalidOperationException(refusal.Message);
            using (database)
                await measure(root, database);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
