using Workflows.Core;
using Workflows.Core.Indicators;

namespace Workflows.Web.Charts;

/// <summary>One year of a trend.</summary>
/// <param name="Value">In the chart's unit; null where there is no data.</param>
/// <param name="Target">Null where nothing was aimed at.</param>
/// <param name="Break">Counted otherwise than in the years before: no line leads there.</param>
public sealed record TrendPoint(int Year, decimal? Value, decimal? Target = null, bool Break = false);

/// <summary>Values over years, against targets and baseline, as they are to be drawn.</summary>
/// <param name="Title">Names the chart; drawn by nobody, read out to those who cannot see it.</param>
/// <param name="Points">Earliest first.</param>
/// <param name="Baseline">The value that the years are held against.</param>
public sealed record TrendChart(
    string Title, string Unit, IReadOnlyList<TrendPoint> Points, decimal? Baseline, Language Language, TrendForm Form = TrendForm.Line)
{
    public static TrendChart Of(Series series, string title, Language language, TrendForm form = TrendForm.Line) => new(
        title,
        series.Indicator.Unit.In(language),
        [.. series.Years.Select(p => new TrendPoint(p.Year, p.Value, p.Target, p.Break))],
        series.Baseline.Value,
        language,
        form);

    /// <summary>Whether there is anything to draw.</summary>
    public bool HasValues => Points.Any(p => p.Value is not null);

    /// <summary>The whole chart in one sentence for each thing it shows, for those who cannot see it.</summary>
    public string Description => ChartWords.Describe(this);

    /// <summary>As an image for a page, with title and description inside.</summary>
    /// <param name="id">Unlike any other on the page: letters, digits, hyphens.</param>
    public string ToSvg(string id, ChartSize? size = null) => SvgFile.Write(TrendDrawing.Of(this, size ?? ChartSize.Whole), id, Title, Description);

    /// <summary>The same image for documents. Only numbers are written in it, so it needs no font; see <see cref="Description"/> for the words.</summary>
    public byte[] ToPng(ChartSize? size = null) => PngFile.Write(TrendDrawing.Of(this, size ?? ChartSize.Whole));
}

public enum TrendForm
{
    Line,
    Bars,
}

/// <param name="Width">In pixels at 96 to the inch.</param>
/// <param name="WithValues">Whether the numbers stand at their marks.</param>
public sealed record ChartSize(int Width, int Height, bool WithValues)
{
    public static ChartSize Whole { get; } = new(640, 280, true);

    /// <summary>One of many side by side.</summary>
    public static ChartSize Small { get; } = new(260, 150, false);
}
