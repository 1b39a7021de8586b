using DocumentFormat.OpenXml.Wordprocessing;
using Workflows.Core;

namespace Workflows.Web.Reports;

/// <summary>The styles of every document, by the names that word processors know, so that editing goes on with them.</summary>
internal static class DocxStyles
{
    public const string Title = "Title", Subtitle = "Subtitle", Caption = "Caption", Quiet = "Quiet", TableText = "TableText", Table = "ReportTable", Contents = "TOCHeading", Link = "Hyperlink";

    public static string Heading(int level) => $"Heading{level}";

    public static string Toc(int level) => $"TOC{level}";

    public static Styles Of(Language language)
    {
        var named = language == Language.Bg ? "bg-BG" : "en-GB";
        return new(
            new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" },
                    new FontSize { Val = "22" },
                    new Languages { Val = named, EastAsia = named })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "120", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
            new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
            Paragraph(Title, "Title", 40, bold: true, before: 0, after: 80),
            Paragraph(Subtitle, "Subtitle", 26, bold: false, before: 0, after: 240),
            HeadingStyle(1, 32, 400),
            HeadingStyle(2, 26, 280),
            HeadingStyle(3, 23, 200),
            Paragraph(Contents, "TOC Heading", 28, bold: true, before: 240, after: 120),
            TocStyle(1, 0),
            TocStyle(2, 240),
            Paragraph(Caption, "caption", 20, bold: true, before: 160, after: 60, keepNext: true),
            Paragraph(Quiet, "Quiet", 19, bold: false, before: 0, after: 120, colour: "4A525C"),
            Paragraph(TableText, "Table Text", 17, bold: false, before: 20, after: 20),
            new Style(new StyleName { Val = "Hyperlink" }, new StyleRunProperties(new Color { Val = "0B4F9E" })) { Type = StyleValues.Character, StyleId = Link },
            TableStyle());
    }

    private static Style HeadingStyle(int level, int size, int before)
    {
        var style = Paragraph(Heading(level), $"heading {level}", size, bold: true, before, after: 100, keepNext: true, colour: "0B3D78");
        style.StyleParagraphProperties!.AppendChild(new OutlineLevel { Val = level - 1 });
        return style;
    }

    private static Style TocStyle(int level, int indent)
    {
        var style = Paragraph(Toc(level), $"toc {level}", 22, bold: false, before: 0, after: 40);
        style.StyleParagraphProperties!.AppendChild(new Indentation { Left = $"{indent}" });
        return style;
    }

    /// <param name="size">In half points.</param>
    /// <param name="before">In twentieths of a point, as <paramref name="after"/>.</param>
    private static Style Paragraph(string id, string name, int size, bool bold, int before, int after, bool keepNext = false, string? colour = null)
    {
        var paragraph = new StyleParagraphProperties();
        if (keepNext)
            paragraph.Append(new KeepNext(), new KeepLines());
        paragraph.Append(new SpacingBetweenLines { Before = $"{before}", After = $"{after}" });
        var run = new StyleRunProperties();
        if (bold)
            run.AppendChild(new Bold());
        if (colour is not null)
            run.AppendChild(new Color { Val = colour });
        run.AppendChild(new FontSize { Val = $"{size}" });
        return new(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph, run) { Type = StyleValues.Paragraph, StyleId = id };
    }

    private static Style TableStyle() => new(
        new StyleName { Val = "Report Table" },
        new StyleTableProperties(
            new TableBorders(
                Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>()),
            new TableCellMarginDefault(
                new TopMargin { Width = "20", Type = TableWidthUnitValues.Dxa },
                new TableCellLeftMargin { Width = 70, Type = TableWidthValues.Dxa },
                new BottomMargin { Width = "20", Type = TableWidthUnitValues.Dxa },
                new TableCellRightMargin { Width = 70, Type = TableWidthValues.Dxa })),
        Part(TableStyleOverrideValues.FirstRow),
        Part(TableStyleOverrideValues.LastRow))
    {
        Type = StyleValues.Table,
        StyleId = Table,
    };

    private static TableStyleProperties Part(TableStyleOverrideValues part) => new(
        new RunPropertiesBaseStyle(new Bold()),
        new TableStyleConditionalFormattingTableCellProperties(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = "E7ECF2" }))
    {
        Type = part,
    };

    private static TBorder Line<TBorder>()
        where TBorder : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Color = "9AA4AF" };
}
