using System.Text;
using System.Text.RegularExpressions;

namespace Workflows.SelfHost.Tests.Mail;

/// <summary>A strict reader of the MIME that a mail here may be: CRLF everywhere, 7-bit, short lines, multipart/alternative of base64 texts.</summary>
internal sealed partial class MimeWalk
{
    private MimeWalk(ILookup<string, string> headers, IReadOnlyList<MimePart> parts) => (Headers, Parts) = (headers, parts);

    /// <summary>Unfolded and decoded, by name in small letters.</summary>
    public ILookup<string, string> Headers { get; }

    public IReadOnlyList<MimePart> Parts { get; }

    public string this[string header] => Assert.Single(Headers[header]);

    public static MimeWalk Read(byte[] message)
    {
        Assert.All(message, b => Assert.InRange(b, (byte)1, (byte)127));
        var text = Encoding.ASCII.GetString(message);
        Assert.DoesNotMatch("[^\r]\n|\r[^\n]", text);
        // RFC 5322 §2.1.1.
        Assert.All(text.Split("\r\n"), line => Assert.True(line.Length <= 78, line));
        var (headers, body) = Entity(text);
        var boundary = Regex.Match(Assert.Single(headers["content-type"]), "^multipart/alternative; boundary=\"([^\"]+)\"$").Groups[1].Value;
        Assert.NotEmpty(boundary);
        var pieces = body.Split($"--{boundary}");
        Assert.Equal("", pieces[0].Trim());
        Assert.Equal("--", pieces[^1].TrimEnd());
        return new(headers, [.. pieces[1..^1].Select(p => Part(p))]);
    }

    private static MimePart Part(string piece)
    {
        Assert.StartsWith("\r\n", piece, StringComparison.Ordinal);
        var (headers, body) = Entity(piece[2..]);
        Assert.Equal("base64", Assert.Single(headers["content-transfer-encoding"]));
        var type = Assert.Single(headers["content-type"]).Split("; ");
        Assert.Contains("charset=utf-8", type);
        var content = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(body));
        return new(type[0], [.. type[1..].Where(p => !p.StartsWith("charset", StringComparison.Ordinal))], content);
    }

    private static (ILookup<string, string> Headers, string Body) Entity(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = Fold().Replace(text[..end], " ").Split("\r\n")
            .Select(line => line.Split(": ", 2))
            .ToLookup(h => h[0].ToLowerInvariant(), h => Decode(h[1]));
        return (headers, text[(end + 4)..]);
    }

    /// <summary>RFC 2047: each encoded word holds whole characters, and white space between two of them is not text.</summary>
    private static string Decode(string value) =>
        Word().Replace(Between().Replace(value, "$1"), word =>
        {
            Assert.True(word.Length <= 75);
            var data = word.Groups[2].Value;
            var bytes = word.Groups[1].Value == "B" ? Convert.FromBase64String(data) : Quoted(data);
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        });

    private static byte[] Quoted(string data) =>
        [.. Octet().Matches(data).Select(m => m.Value is "_" ? (byte)' ' : m.Value[0] is '=' ? Convert.ToByte(m.Value[1..], 16) : (byte)m.Value[0])];

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex(@"=\?utf-8\?([BQ])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"(\?=)\s+(?==\?)")]
    private static partial Regex Between();

    [GeneratedRegex("=[0-9A-F]{2}|.")]
    private static partial Regex Octet();
}

/// <param name="Parameters">But for the charset.</param>
internal sealed record MimePart(string Type, IReadOnlyList<string> Parameters, string Content);
