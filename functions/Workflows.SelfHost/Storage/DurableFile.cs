using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Workflows.SelfHost.Storage;

/// <summary>Puts files in place so that they are there after a power cut, whole or not at all.</summary>
internal static class DurableFile
{
    /// <summary>Renames a file that was flushed already, over any that is there, and flushes the directory that now names it.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(to)!);
    }

    /// <summary>Creates a directory, and makes it and each newly created one above it last.</summary>
    public static void CreateDirectory(string path)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path)!;
        CreateDirectory(parent);
        Directory.CreateDirectory(path);
        FlushDirectory(parent);
    }

    /// <summary>Makes the names in it last.</summary>
    // .NET opens no directories. NTFS keeps its directories in a journal and has nothing to flush.
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = Open(path, 0);
        if (directory < 0)
            throw new IOException($"Cannot open the directory {path}.", new Win32Exception(Marshal.GetLastPInvokeError()));
        try
        {
            if (Flush(directory) != 0)
                throw new IOException($"Cannot flush the directory {path}.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
        finally
        {
            _ = Close(directory);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
