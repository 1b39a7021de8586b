using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Workflows.Core;

namespace Workflows.Web.Pages.Layout;

/// <summary>
/// The page for an address that no request can be made of, such as one with a null character. A web server refuses it before anything is known
/// of its reader, so the page speaks both languages.
/// </summary>
public static class BrokenAddress
{
    public const string ContentPolicy = "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>HTML in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Page { get; } = Encoding.UTF8.GetBytes(
        $"""
        <!DOCTYPE html>
        <html lang="bg">
        <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Said(Language.Bg, "Broken")} / {Said(Language.En, "Broken")}</title>
            <link rel="stylesheet" href="{Asset.Styles.Path}">
            <link rel="icon" href="{Asset.Icon.Path}">
        </head>
        <body>
            <div class="wide">
                <main>
                    <h1>{Said(Language.Bg, "Broken")}</h1>
                    {Part(Language.Bg)}
                    <div lang="en">
                        <h2>{Said(Language.En, "Broken")}</h2>
                        {Part(Language.En)}
                    </div>
                </main>
            </div>
        </body>
        </html>
        """);

    private static string Part(Language language) =>
        $"""<p>{Said(language, "Broken_Text")}</p><p><a class="button" href="/sign-in">{Said(language, "Broken_SignIn")}</a> <a href="/">{Said(language, "Problem_Start")}</a></p>""";

    private static string Said(Language language, string key) => HtmlEncoder.Create(UnicodeRanges.All).Encode(Texts.In<LayoutText>(language, key));
}
