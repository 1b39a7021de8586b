using SQLitePCL;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// SQLite's settings for the whole process. Each connection is used by one thread at a time, so SQLite needs no lock within one; and
/// nobody asks how much memory it uses, so it need not count. Both must be said before the first connection is opened; said later,
/// SQLite refuses, and is only slower.
/// </summary>
internal static class Library
{
    private const int MultiThread = 2;
    private const int MemoryStatus = 9;
    private static readonly Lazy<bool> Configured = new(() =>
    {
        Batteries_V2.Init();
        return raw.sqlite3_config(MultiThread) == raw.SQLITE_OK && raw.sqlite3_config(MemoryStatus, 0) == raw.SQLITE_OK;
    });

    public static bool Configure() => Configured.Value;
}
