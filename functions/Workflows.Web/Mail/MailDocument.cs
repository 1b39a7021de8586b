using Workflows.Core;

namespace Workflows.Web.Mail;

/// <summary>A mail in words but in no format; written once as HTML and once as text, so that both say the same.</summary>
/// <param name="Coordinator">Whom to ask, line by line; empty when the reader is the coordinator.</param>
/// <param name="Closing">Small print.</param>
internal sealed record MailDocument(
    Language Language,
    string Subject,
    string Greeting,
    IReadOnlyList<MailBlock> Blocks,
    IReadOnlyList<string> Coordinator,
    IReadOnlyList<string> Closing);

internal abstract record MailBlock
{
    private MailBlock()
    {
    }

    public sealed record Paragraph(string Text) : MailBlock;

    public sealed record Heading(string Text) : MailBlock;

    /// <summary>What somebody wrote; may have several lines.</summary>
    public sealed record Quote(string Text) : MailBlock;

    /// <summary>A link in a line of its own.</summary>
    public sealed record Reference(MailLink Link) : MailBlock;

    public sealed record Card(string Title, IReadOnlyList<MailRow> Rows, MailLink? Link) : MailBlock;
}

internal sealed record MailRow(string Label, string Text);

internal sealed record MailLink(string Text, Uri Address);
