using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Workflows.Web.Mail;

/// <summary>
/// Writes a mail as HTML for the oldest readers: tables, styles on the elements, nothing loaded from elsewhere. Text takes the reader's
/// own colours, and borders and the button show on light and dark alike. Everything that is put in is encoded.
/// </summary>
internal static class MailHtml
{
    private const string Font = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5";
    private const string Label = "padding:6px 12px 6px 0;vertical-align:top;font-weight:bold;width:30%";
    private const string Value = "padding:6px 0;vertical-align:top";
    private const string Card = "border:1px solid #888888;border-collapse:separate;padding:12px 16px;margin:0 0 16px 0";
    private const string Button = "display:inline-block;padding:10px 18px;background-color:#1d4ed8;color:#ffffff;font-weight:bold;text-decoration:none";
    private const string Quote = "margin:0 0 16px 0;padding:0 0 0 12px;border-left:4px solid #888888";
    private const string Small = "margin:0 0 4px 0;font-size:14px";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(MailDocument mail)
    {
        var html = new StringBuilder();
        html.Append($"""
            <!DOCTYPE html>
            <html lang="{mail.Language.ToString().ToLowerInvariant()}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>{Encode(mail.Subject)}</title>
            </head>
            <body style="margin:0;padding:0">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px">
            <table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px"><tr><td style="{Font}">

            """);
        html.Append(Paragraph(mail.Greeting));
        foreach (var block in mail.Blocks)
            html.Append(Block(block));
        foreach (var line in mail.Coordinator)
            html.Append(Line(line, "margin:0 0 4px 0"));
        html.Append("<hr style=\"border:0;border-top:1px solid #888888;margin:16px 0\">\n");
        foreach (var line in mail.Closing)
            html.Append(Line(line, Small));
        html.Append("</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static string Block(MailBlock block) => block switch
    {
        MailBlock.Paragraph x => Paragraph(x.Text),
        MailBlock.Heading x => $"<h2 style=\"margin:24px 0 8px 0;font-size:18px\">{Encode(x.Text)}</h2>\n",
        MailBlock.Quote x => $"<blockquote style=\"{Quote}\">{Lines(x.Text)}</blockquote>\n",
        MailBlock.Reference x => $"<p style=\"margin:0 0 16px 0\"><a href=\"{Encode(x.Link.Address.AbsoluteUri)}\">{Encode(x.Link.Text)}</a></p>\n",
        MailBlock.Card x => CardOf(x),
        _ => throw new InvalidOperationException($"Nothing writes {block}."),
    };

    private static string CardOf(MailBlock.Card card)
    {
        var html = new StringBuilder();
        html.Append($"<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"{Card}\">\n");
        html.Append($"<tr><td colspan=\"2\" style=\"padding:0 0 6px 0;font-size:18px;font-weight:bold\">{Encode(card.Title)}</td></tr>\n");
        foreach (var row in card.Rows)
            html.Append($"<tr><td style=\"{Label}\">{Encode(row.Label)}</td><td style=\"{Value}\">{Lines(row.Text)}</td></tr>\n");
        if (card.Link is { } link)
        {
            html.Append(
                $"<tr><td colspan=\"2\" style=\"padding:12px 0 4px 0\"><a href=\"{Encode(link.Address.AbsoluteUri)}\" style=\"{Button}\">{Encode(link.Text)}</a></td></tr>\n");
        }

        return html.Append("</table>\n").ToString();
    }

    private static string Paragraph(string text) => Line(text, "margin:0 0 16px 0");

    private static string Line(string text, string style) => $"<p style=\"{style}\">{Lines(text)}</p>\n";

    private static string Lines(string text) => string.Join("<br>", text.ReplaceLineEndings("\n").Split('\n').Select(Encode));

    private static string Encode(string text) => Encoder.Encode(text);
}
