using System.Text;
using Workflows.Core;

namespace Workflows.Web.Reports;

/// <summary>What is read at one go.</summary>
/// <param name="Title">Unlike that of any other part of the report.</param>
/// <param name="Blocks">The first is a heading of the first level.</param>
public sealed record ReportPart(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>The sections in it, each with its place among the blocks.</summary>
    public IEnumerable<(int Place, string Title)> Sections =>
        Blocks.Index().Where(b => b.Item is Block.Heading { Level: 2 }).Select(b => (b.Index, ((Block.Heading)b.Item).Text));
}

/// <summary>
/// A report in parts that are light enough for a page: one for each chapter. A chapter that is heavier is divided between its sections, a section
/// between its blocks, a table between its rows.
/// </summary>
public static class ReportParts
{
    /// <summary>Bytes of HTML, so that page and styles around it stay under 100 kB together.</summary>
    private const int Most = 60_000;

    /// <summary>Bytes of a cell's or row's tags.</summary>
    private const int Tags = 40;

    public static IReadOnlyList<ReportPart> Of(ReportDocument document) =>
        [.. Divided(document.Blocks, 1).SelectMany(chapter => Parts(chapter, document.Language))];

    private static List<ReportPart> Parts(List<Block> chapter, Language language)
    {
        var heading = (Block.Heading)chapter[0];
        var parts = Packed(Divided([.. chapter.Skip(1)], 2).SelectMany(section => Light(section, language)), language);
        return parts.Count < 2
            ? [new(heading.Text, chapter)]
            : [.. parts.Select((blocks, i) => Part(ReportText.In(language, "Part", heading.Text, i + 1, parts.Count), blocks))];

        static ReportPart Part(string title, List<Block> blocks) => new(title, [new Block.Heading(1, title), .. blocks]);
    }

    /// <summary>Stretches that begin at a heading of the level; the first may begin before one.</summary>
    private static List<List<Block>> Divided(IReadOnlyList<Block> blocks, int level)
    {
        var stretches = new List<List<Block>>();
        foreach (var block in blocks)
        {
            if (stretches.Count == 0 || (block as Block.Heading)?.Level == level)
                stretches.Add([]);
            stretches[^1].Add(block);
        }

        return stretches;
    }

    /// <summary>The section whole, or its blocks one by one where it is too heavy; a heading stays with what follows.</summary>
    private static IEnumerable<IReadOnlyList<Block>> Light(List<Block> section, Language language)
    {
        if (section.Sum(b => Weight(b, language)) <= Most)
            return [section];
        var blocks = section.SelectMany(b => b is Block.Table table ? Rows(table, language) : [b]).ToList();
        return blocks is [Block.Heading heading, var first, .. var rest] ? [[heading, first], .. rest.Select(One)] : blocks.Select(One);

        static IReadOnlyList<Block> One(Block block) => [block];
    }

    private static IEnumerable<Block> Rows(Block.Table table, Language language)
    {
        var pieces = new List<List<IReadOnlyList<TableCell>>> { new() };
        var weight = 0;
        foreach (var row in table.Rows)
        {
            var more = Weight(row, language);
            if (weight + more > Most && pieces[^1].Count > 0)
            {
                pieces.Add([]);
                weight = 0;
            }

            pieces[^1].Add(row);
            weight += more;
        }

        return pieces.Select((rows, i) => table with
        {
            Caption = i == 0 ? table.Caption : ReportText.In(language, "Continued", table.Caption),
            Rows = rows,
            Total = i == pieces.Count - 1 ? table.Total : null,
        });
    }

    private static List<List<Block>> Packed(IEnumerable<IReadOnlyList<Block>> pieces, Language language)
    {
        var packed = new List<List<Block>>();
        var weight = 0;
        foreach (var piece in pieces)
        {
            var more = piece.Sum(b => Weight(b, language));
            if (packed.Count == 0 || weight + more > Most)
            {
                packed.Add([]);
                weight = 0;
            }

            packed[^1].AddRange(piece);
            weight += more;
        }

        return packed;
    }

    private static int Weight(Block block, Language language) => block switch
    {
        Block.Heading heading => Encoding.UTF8.GetByteCount(heading.Text) + Tags,
        Block.Paragraph paragraph => Encoding.UTF8.GetByteCount(paragraph.Text) + Tags,
        Block.Picture picture => Encoding.UTF8.GetByteCount(picture.Chart.ToSvg("chart")) + 10 * Tags,
        Block.Table table => 2 * Encoding.UTF8.GetByteCount(table.Caption) + 10 * Tags + table.Columns.Sum(c => Encoding.UTF8.GetByteCount(c.Head) + Tags)
            + table.Rows.Sum(r => Weight(r, language)) + (table.Total is { } total ? Weight(total, language) : 0),
        _ => throw new InvalidOperationException($"Nothing weighs {block}."),
    };

    private static int Weight(IReadOnlyList<TableCell> row, Language language) => Tags + row.Sum(c => Encoding.UTF8.GetByteCount(c.In(language)) + Tags);
}
