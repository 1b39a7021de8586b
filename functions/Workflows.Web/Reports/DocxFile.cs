using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Workflows.Core;

namespace Workflows.Web.Reports;

/// <summary>Writes a report as a document to go on editing: styles, headings, contents, real tables, pictures that say what they show.</summary>
public static class DocxFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const int DeepestInContents = 2;

    // A4 in twentieths of a point.
    private const int Short = 11906, Long = 16838, Margin = 1134;

    public static byte[] Write(ReportDocument report)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DocxStyles.Of(report.Language);
            // Page numbers of the contents are the word processor's: it is asked to fill them in.
            main.AddNewPart<DocumentSettingsPart>().Settings = new(
                new UpdateFieldsOnOpen { Val = true },
                new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Val = "15", Uri = "http://schemas.microsoft.com/office/word" }));
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new(PageNumber());
            main.Document = new(new Body(
            [
                Paragraph(report.Title, DocxStyles.Title),
                Paragraph(report.Subtitle, DocxStyles.Subtitle),
                Paragraph(report.Note, DocxStyles.Quiet),
                .. Contents(report),
                .. Blocks(main, report),
                new SectionProperties(
                    new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
                    report.IsWide
                        ? new PageSize { Width = Long, Height = Short, Orient = PageOrientationValues.Landscape }
                        : new PageSize { Width = Short, Height = Long },
                    new PageMargin { Top = Margin, Right = Margin, Bottom = Margin, Left = Margin, Header = Margin / 2, Footer = Margin / 2, Gutter = 0 }),
            ]));
            var properties = document.PackageProperties;
            (properties.Title, properties.Creator, properties.Language) = (report.Title, report.Author, report.Language == Language.Bg ? "bg-BG" : "en-GB");
        }

        return file.ToArray();
    }

    internal static Paragraph Paragraph(string text, string? style = null) =>
        new(style is null ? [new Run(TextOf(text))] : [new ParagraphProperties(new ParagraphStyleId { Val = style }), new Run(TextOf(text))]);

    /// <summary>The lines of a text, without what XML cannot hold.</summary>
    internal static IEnumerable<OpenXmlElement> TextOf(string text)
    {
        foreach (var (i, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (i > 0)
                yield return new Break();
            yield return new Text(string.Concat(line.Where(c => c is '\t' or >= ' '))) { Space = SpaceProcessingModeValues.Preserve };
        }
    }

    private static IEnumerable<OpenXmlElement> Blocks(MainDocumentPart main, ReportDocument report)
    {
        var (headings, pictures) = (0, 0);
        foreach (var block in report.Blocks)
        {
            IEnumerable<OpenXmlElement> written = block switch
            {
                Block.Heading heading => [HeadingOf(heading, ++headings)],
                Block.Paragraph paragraph => [Paragraph(paragraph.Text)],
                Block.Table table => DocxTable.Of(table, (report.IsWide ? Long : Short) - 2 * Margin, report.Language),
                Block.Picture picture => DocxPicture.Of(main, picture.Chart, ++pictures),
                _ => throw new InvalidOperationException($"Nothing writes {block}."),
            };
            foreach (var element in written)
                yield return element;
        }
    }

    private static Paragraph HeadingOf(Block.Heading heading, int number) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Heading(heading.Level) }),
        new BookmarkStart { Id = $"{number}", Name = Bookmark(number) },
        new Run(TextOf(heading.Text)),
        new BookmarkEnd { Id = $"{number}" });

    /// <summary>A field that word processors bring up to date, filled with links already for those that do not.</summary>
    private static IEnumerable<OpenXmlElement> Contents(ReportDocument report)
    {
        yield return Paragraph(ReportText.In(report.Language, "Contents"), DocxStyles.Contents);
        var shown = report.Blocks.OfType<Block.Heading>().Select((heading, i) => (Heading: heading, Number: i + 1)).Where(h => h.Heading.Level <= DeepestInContents).ToList();
        foreach (var (i, (heading, number)) in shown.Index())
        {
            var line = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = DocxStyles.Toc(heading.Level) }));
            if (i == 0)
            {
                line.Append(
                    new Run(new FieldChar { FieldCharType = FieldCharValues.Begin, Dirty = true }),
                    new Run(new FieldCode($" TOC \\o \"1-{DeepestInContents}\" \\h \\z \\u ") { Space = SpaceProcessingModeValues.Preserve }),
                    new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }));
            }

            line.AppendChild(new Hyperlink(new Run(
                [new RunProperties(new RunStyle { Val = DocxStyles.Link }), .. TextOf(heading.Text)]))
            { Anchor = Bookmark(number), History = true });
            if (i == shown.Count - 1)
                line.AppendChild(new Run(new FieldChar { FieldCharType = FieldCharValues.End }));
            yield return line;
        }
    }

    private static Paragraph PageNumber() => new(
        new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
        new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " });

    private static string Bookmark(int number) => $"_Toc{number:D8}";
}
