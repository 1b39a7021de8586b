using System.Text;

namespace Workflows.Web.Mail;

/// <summary>Writes a mail as plain text: what the HTML says, in the same order.</summary>
internal static class MailPlain
{
    public static string Write(MailDocument mail)
    {
        var text = new StringBuilder();
        text.Append($"{mail.Greeting}\n\n");
        foreach (var block in mail.Blocks)
            text.Append(Block(block)).Append('\n');
        foreach (var line in mail.Coordinator)
            text.Append($"{line}\n");
        // The signature mark of mail, after which readers fold what follows.
        text.Append(mail.Coordinator.Count > 0 ? "\n-- \n" : "-- \n");
        foreach (var line in mail.Closing)
            text.Append($"{line}\n");
        return text.ToString();
    }

    private static string Block(MailBlock block) => block switch
    {
        MailBlock.Paragraph x => $"{x.Text}\n",
        MailBlock.Heading x => $"== {x.Text} ==\n",
        MailBlock.Quote x => string.Concat(Lines(x.Text).Select(line => $"> {line}\n")),
        MailBlock.Reference x => $"{x.Link.Text}: {x.Link.Address.AbsoluteUri}\n",
        MailBlock.Card x => Card(x),
        _ => throw new InvalidOperationException($"Nothing writes {block}."),
    };

    private static string Card(MailBlock.Card card)
    {
        var text = new StringBuilder($"* {card.Title}\n");
        foreach (var row in card.Rows)
            text.Append($"  {row.Label}: {string.Join("\n    ", Lines(row.Text))}\n");
        if (card.Link is { } link)
            text.Append($"  {link.Text}: {link.Address.AbsoluteUri}\n");
        return text.ToString();
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
