using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Workflows.Web.Pages;

/// <summary>A file that pages load, held in the program. Its address names its content, so it may be kept for ever.</summary>
public sealed record Asset(string Path, string ContentType, ReadOnlyMemory<byte> Content)
{
    public static Asset Styles { get; } = Of("site.css", "text/css; charset=utf-8");

    public static Asset Script { get; } = Of("site.js", "text/javascript; charset=utf-8");

    public static Asset Icon { get; } = Of("icon.svg", "image/svg+xml");

    private static IReadOnlyList<Asset> All { get; } = [Styles, Script, Icon];

    internal static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var asset in All)
        {
            pages.MapMethods(asset.Path, ["GET", "HEAD"], (HttpContext context) =>
            {
                context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
                return TypedResults.Bytes(asset.Content, asset.ContentType);
            });
        }
    }

    private static Asset Of(string name, string contentType)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Workflows.Web.Pages.Assets.{name}")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        var dot = name.LastIndexOf('.');
        return new($"/assets/{name[..dot]}.{hash}{name[dot..]}", contentType, content);
    }
}
