using System.Text;

namespace Workflows.Web.Files;

/// <summary>Turns the bytes of a file into text: UTF-8, with or without a byte order mark, one MiB at the most.</summary>
internal static class YamlText
{
    public const int MaxBytes = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string? Read(Stream stream, FileFaults faults)
    {
        var buffer = new byte[MaxBytes + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > MaxBytes)
        {
            TooLarge(faults);
            return null;
        }

        try
        {
            return Accept(Strict.GetString(buffer, 0, length), faults);
        }
        catch (DecoderFallbackException problem)
        {
            var line = 1 + buffer.AsSpan(0, Math.Clamp(problem.Index, 0, length)).Count((byte)'\n');
            faults.Add(line, 1, "", "not UTF-8 text: save the file in the encoding UTF-8");
            return null;
        }
    }

    /// <summary>The text without a byte order mark, or null when it is too large.</summary>
    public static string? Accept(string text, FileFaults faults)
    {
        if (Strict.GetMaxByteCount(text.Length) > MaxBytes && Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            TooLarge(faults);
            return null;
        }

        return text.TrimStart('\uFEFF');
    }

    private static void TooLarge(FileFaults faults) =>
        faults.Add(1, 1, "", "larger than 1 MiB: a template or strategy is far smaller, so check that this is the right file");
}
