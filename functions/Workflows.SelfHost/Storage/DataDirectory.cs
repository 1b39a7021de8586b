namespace Workflows.SelfHost.Storage;

/// <summary>Where one installation keeps everything: the database, the documents and the lock of the running program.</summary>
public sealed class DataDirectory(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Database => Path.Combine(Root, "workflows.db");

    public string Documents => Path.Combine(Root, "documents");

    /// <summary>What protects forms and makes links; worth nothing elsewhere.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Where a restore unpacks; gone when it has ended, unless it was killed.</summary>
    internal DataDirectory Staging => new(Path.Combine(Root, ".restore"));

    private string LockFile => Path.Combine(Root, "workflows.lock");

    /// <summary>
    /// Creates the directory where it is missing and holds it for this process alone; null while another process holds it.
    /// The operating system lets go of the lock however the process ends.
    /// </summary>
    internal FileStream? TryLock()
    {
        Directory.CreateDirectory(Root);
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(LockFile))
        {
            return null;
        }
    }

    /// <summary>Whether there is nothing here yet but perhaps the lock and what a killed restore has left.</summary>
    internal bool IsEmpty =>
        !Directory.Exists(Root) || Directory.EnumerateFileSystemEntries(Root).All(entry => entry == LockFile || entry == Staging.Root);
}
