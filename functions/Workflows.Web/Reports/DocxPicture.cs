using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Office2019.Drawing.SVG;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Workflows.Web.Charts;
using BlipFill = DocumentFormat.OpenXml.Drawing.Pictures.BlipFill;
using NonVisualDrawingProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualDrawingProperties;
using NonVisualGraphicFrameDrawingProperties = DocumentFormat.OpenXml.Drawing.Wordprocessing.NonVisualGraphicFrameDrawingProperties;
using NonVisualPictureDrawingProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualPictureDrawingProperties;
using NonVisualPictureProperties = DocumentFormat.OpenXml.Drawing.Pictures.NonVisualPictureProperties;
using Picture = DocumentFormat.OpenXml.Drawing.Pictures.Picture;
using ShapeProperties = DocumentFormat.OpenXml.Drawing.Pictures.ShapeProperties;

namespace Workflows.Web.Reports;

/// <summary>
/// A chart in a document, twice: as SVG for programs that draw it with their own letters, and as PNG for the others. Its words are the
/// alternative text.
/// </summary>
internal static class DocxPicture
{
    private const long Pixel = 9525;
    private const string SvgExtension = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

    /// <param name="number">Unlike that of any other picture of the document; from 1.</param>
    public static IEnumerable<OpenXmlElement> Of(MainDocumentPart document, TrendChart chart, int number)
    {
        var png = document.AddImagePart(ImagePartType.Png);
        png.FeedData(new MemoryStream(chart.ToPng()));
        var svg = document.AddImagePart(ImagePartType.Svg);
        svg.FeedData(new MemoryStream(Encoding.UTF8.GetBytes(chart.ToSvg($"chart-{number}"))));
        var (width, height) = (ChartSize.Whole.Width * Pixel * 9 / 10, ChartSize.Whole.Height * Pixel * 9 / 10);
        yield return new DocumentFormat.OpenXml.Wordprocessing.Paragraph(
            new DocumentFormat.OpenXml.Wordprocessing.ParagraphProperties(new KeepNext()),
            new DocumentFormat.OpenXml.Wordprocessing.Run(new DocumentFormat.OpenXml.Wordprocessing.Drawing(new Inline(
                new Extent { Cx = width, Cy = height },
                new EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
                new DocProperties { Id = (uint)number, Name = $"Chart {number}", Title = chart.Title, Description = $"{chart.Title}. {chart.Description}" },
                new NonVisualGraphicFrameDrawingProperties(new GraphicFrameLocks { NoChangeAspect = true }),
                new Graphic(new GraphicData(new Picture(
                    new NonVisualPictureProperties(new NonVisualDrawingProperties { Id = (uint)number, Name = $"chart-{number}.png", Description = chart.Title }, new NonVisualPictureDrawingProperties()),
                    new BlipFill(
                        new Blip(new BlipExtensionList(new BlipExtension(new SVGBlip { Embed = document.GetIdOfPart(svg) }) { Uri = SvgExtension })) { Embed = document.GetIdOfPart(png) },
                        new Stretch(new FillRectangle())),
                    new ShapeProperties(
                        new Transform2D(new Offset { X = 0, Y = 0 }, new Extents { Cx = width, Cy = height }),
                        new PresetGeometry(new AdjustValueList()) { Preset = ShapeTypeValues.Rectangle })))
                { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
            {
                DistanceFromTop = 0U,
                DistanceFromBottom = 0U,
                DistanceFromLeft = 0U,
                DistanceFromRight = 0U,
            })));
        yield return DocxFile.Paragraph(ChartWords.Legend(chart), DocxStyles.Quiet);
    }
}
