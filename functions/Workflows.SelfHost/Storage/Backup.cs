using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Workflows.Core;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// All of an installation in one ZIP file. The database is copied first and the documents after it: a document is stored before the event
/// that names it, so every document that the copy names is there by then.
/// </summary>
public static class Backup
{
    /// <summary>Writes the file while the program may be running. It appears under its name only when it is whole.</summary>
    /// <returns><c>backup.exists</c>, <c>backup.nothing</c>, or null when it was written.</returns>
    public static Rejection? Write(DataDirectory directory, string file)
    {
        if (File.Exists(file))
            return Refuse("backup.exists", $"{file} exists already; a backup never replaces another.", file);
        if (!File.Exists(directory.Database))
            return Refuse("backup.nothing", $"There is no database in {directory.Root}.", directory.Root);
        var partial = file + ".partial";
        var copy = file + ".database";
        try
        {
            CopyDatabase(directory.Database, copy);
            using (var stream = new FileStream(partial, FileMode.Create))
            {
                using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    archive.CreateEntryFromFile(copy, DatabaseName(directory), CompressionLevel.Fastest);
                    foreach (var document in StoredFiles.Of(directory))
                        archive.CreateEntryFromFile(document.Path, document.Name, CompressionLevel.Fastest);
                }

                stream.Flush(flushToDisk: true);
            }

            DurableFile.Move(partial, Path.GetFullPath(file));
            return null;
        }
        finally
        {
            File.Delete(partial);
            File.Delete(copy);
        }
    }

    /// <summary>
    /// Unpacks the file into an empty data directory and checks all of it before anything is put in place; the database comes last, so that
    /// an installation is there whole or not at all.
    /// </summary>
    /// <returns>
    /// <c>restore.no-file</c>, <c>restore.not-empty</c>, <c>restore.not-a-backup</c>, <c>restore.damaged</c> or <c>storage.in-use</c>; null when it was restored.
    /// </returns>
    public static async Task<Rejection?> Restore(string file, DataDirectory directory, CancellationToken cancellation = default)
    {
        if (!File.Exists(file))
            return Refuse("restore.no-file", $"There is no file {file}.", file);
        if (!directory.IsEmpty)
            return Refuse("restore.not-empty", $"{directory.Root} is not empty. Restore into an empty directory, so that nothing is lost.", directory.Root);
        using var held = directory.TryLock();
        if (held is null)
            return SqliteDatabase.InUse(directory);

        var staged = directory.Staging;
        try
        {
            Remove(staged);
            var refusal = await Unpack(file, staged, cancellation).ConfigureAwait(false);
            if (refusal is null)
                PutInPlace(staged, directory);
            return refusal;
        }
        finally
        {
            Remove(staged);
        }
    }

    private static void Remove(DataDirectory staged)
    {
        if (Directory.Exists(staged.Root))
            Directory.Delete(staged.Root, recursive: true);
    }

    private static async Task<Rejection?> Unpack(string file, DataDirectory staged, CancellationToken cancellation)
    {
        try
        {
            using var archive = ZipFile.OpenRead(file);
            foreach (var entry in archive.Entries)
            {
                var target = entry.FullName == DatabaseName(staged) ? staged.Database : StoredFiles.Parse(staged, entry.FullName)?.Path;
                if (target is null)
                    return Refuse("restore.not-a-backup", $"{file} is not a backup: it holds '{entry.FullName}'.", file);
                await Unpack(entry, target, cancellation).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException failure)
        {
            return Refuse("restore.not-a-backup", $"{file} is not a backup, or is damaged: {failure.Message}", file);
        }

        return await StorageCheck.FirstFault(staged, cancellation).ConfigureAwait(false) is { } fault
            ? Refuse("restore.damaged", $"{file} is damaged at {fault.Place}: {fault.Message}", file)
            : null;
    }

    private static async Task Unpack(ZipArchiveEntry entry, string target, CancellationToken cancellation)
    {
        DurableFile.CreateDirectory(Path.GetDirectoryName(target)!);
        if (File.Exists(target))
            throw new InvalidDataException($"'{entry.FullName}' is in it twice.");
        var to = new FileStream(target, FileMode.CreateNew);
        await using (to.ConfigureAwait(false))
        {
            var from = entry.Open();
            await using (from.ConfigureAwait(false))
                await from.CopyToAsync(to, cancellation).ConfigureAwait(false);
            to.Flush(flushToDisk: true);
        }
    }

    private static void PutInPlace(DataDirectory staged, DataDirectory directory)
    {
        if (Directory.Exists(staged.Documents))
            Directory.Move(staged.Documents, directory.Documents);
        DurableFile.Move(staged.Database, directory.Database);
    }

    // One step over all pages reads one snapshot of the write-ahead log, so the copy is consistent and no writer waits for it.
    private static void CopyDatabase(string from, string to)
    {
        File.Delete(to);
        using var source = new Session(from, SqliteOpenMode.ReadOnly);
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ConnectionString);
        target.Open();
        source.Connection.BackupDatabase(target);
        using var journal = target.CreateCommand();
        // One file: no write-ahead log beside it.
        journal.CommandText = "PRAGMA journal_mode = DELETE";
        journal.ExecuteNonQuery();
    }

    private static string DatabaseName(DataDirectory directory) => Path.GetFileName(directory.Database);

    private static Rejection Refuse(string code, string message, string path) =>
        new(code, message, new Dictionary<string, string> { ["path"] = path });
}
