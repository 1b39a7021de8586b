using System.Security.Cryptography;
using Workflows.Web.Links;

namespace Workflows.SelfHost.Storage;

/// <summary>The secret of links in <c>keys/</c> of the data directory, beside the keys that protect forms. A backup holds neither.</summary>
internal static class LinkSecretFile
{
    /// <summary>Reads it, or makes it at the first start.</summary>
    public static LinkSecret Of(DataDirectory directory)
    {
        var file = Path.Combine(directory.Keys, "links");
        if (File.Exists(file) && File.ReadAllBytes(file) is { Length: LinkSecret.Bytes } known)
            return new(known);
        DurableFile.CreateDirectory(directory.Keys);
        var secret = RandomNumberGenerator.GetBytes(LinkSecret.Bytes);
        var partial = file + ".partial";
        using (var stream = new FileStream(partial, FileMode.Create))
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            stream.Write(secret);
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, file, overwrite: true);
        return new(secret);
    }
}
