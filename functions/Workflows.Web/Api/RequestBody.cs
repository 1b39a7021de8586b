using Microsoft.AspNetCore.Http;
using Workflows.Core;

namespace Workflows.Web.Api;

/// <summary>Reads a whole body up to a limit that holds whatever the headers say, and keeps it for the request's fingerprint.</summary>
internal static class RequestBody
{
    /// <summary>For every body but a document, in bytes.</summary>
    public const int Limit = 1 << 20;

    /// <param name="limit">In bytes.</param>
    public static async ValueTask<ReadOnlyMemory<byte>> Read(HttpContext context, int limit = Limit)
    {
        if (context.Request.ContentLength > limit)
            throw new RequestRefused(TooLarge(limit));
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (content.Length + read > limit)
                throw new RequestRefused(TooLarge(limit));
            content.Write(buffer, 0, read);
        }

        var whole = new Content(content.ToArray());
        context.Features.Set(whole);
        return whole.Bytes;
    }

    /// <summary>What has been read of this request; empty when it has no body.</summary>
    public static ReadOnlyMemory<byte> Of(HttpContext context) => context.Features.Get<Content>()?.Bytes ?? default;

    private static Rejection TooLarge(int limit) => new("body.too-large", $"The body is larger than {limit / 1024} KiB. Send less, and documents to POST /api/documents.");

    private sealed record Content(ReadOnlyMemory<byte> Bytes);
}
