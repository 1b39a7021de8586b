using System.Globalization;
using System.Security;
using System.Text;

namespace Workflows.Web.Charts;

/// <summary>Writes a drawing as SVG: looks as attributes for documents, classes for pages, whose style sheet comes before attributes.</summary>
internal static class SvgFile
{
    public static string Write(Drawing drawing, string id, string title, string description)
    {
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {drawing.Width} {drawing.Height}\" width=\"{drawing.Width}\" height=\"{drawing.Height}\" role=\"img\" aria-labelledby=\"{id}-name {id}-words\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{id}-name\">{Text(title)}</title><desc id=\"{id}-words\">{Text(description)}</desc>");
        foreach (var mark in drawing.Marks)
            Write(svg, mark);
        return svg.Append("</svg>").ToString();
    }

    private static void Write(StringBuilder svg, Mark mark)
    {
        var look = Look.Of(mark.Ink);
        switch (mark)
        {
            case Mark.Stroke stroke:
                svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{Class(mark)}\" fill=\"none\" stroke=\"{look.Colour}\" stroke-width=\"{look.Width}\"");
                if (look.Dash is var (dash, gap))
                    svg.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{dash} {gap}\"");
                svg.Append(" points=\"").AppendJoin(' ', stroke.Points.Select(p => $"{In(p.X)},{In(p.Y)}")).Append("\"/>");
                break;
            case Mark.Bar bar:
                svg.Append($"<rect class=\"{Class(mark)} area\" fill=\"{look.Colour}\" x=\"{In(bar.Corner.X)}\" y=\"{In(bar.Corner.Y)}\" width=\"{In(bar.Width)}\" height=\"{In(bar.Height)}\"/>");
                break;
            case Mark.Dot dot:
                svg.Append($"<circle class=\"{Class(mark)} area\" fill=\"{look.Colour}\" cx=\"{In(dot.Middle.X)}\" cy=\"{In(dot.Middle.Y)}\" r=\"{In(dot.Radius)}\"/>");
                break;
            case Mark.Words words:
                svg.Append($"<text class=\"{Class(mark)}\" fill=\"{look.Colour}\" font-family=\"sans-serif\" font-size=\"14\" text-anchor=\"{Named(words.Anchor)}\" x=\"{In(words.At.X)}\" y=\"{In(words.At.Y)}\">{Text(words.Text)}</text>");
                break;
            default:
                throw new InvalidOperationException($"Nothing writes {mark}.");
        }
    }

    private static string Class(Mark mark) => mark.Ink.ToString().ToLowerInvariant();

    private static string Named(Anchor anchor) => anchor.ToString().ToLowerInvariant();

    private static string In(double pixels) => pixels.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string text) => SecurityElement.Escape(text);
}
