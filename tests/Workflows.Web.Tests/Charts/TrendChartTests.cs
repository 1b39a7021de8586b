using System.Buffers.Binary;
using System.Globalization;
using System.Xml.Linq;
using Workflows.Core;
using Workflows.Web.Charts;

namespace Workflows.Web.Tests.Charts;

public sealed class TrendChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly TrendChart Some = new(
        "Деца <0–18> & семейства",
        "деца",
        [new(2016, 40, 38), new(2017, null, 36), new(2018, 1234.5m, 30), new(2019, 20, 24, Break: true), new(2020, 0, 18)],
        42,
        Language.Bg);

    [Fact]
    public void Has_a_title_and_says_everything_that_it_shows()
    {
        var svg = XElement.Parse(Some.ToSvg("c1"));

        Assert.Equal("c1-name c1-words", (string?)svg.Attribute("aria-labelledby"));
        Assert.Equal("Деца <0–18> & семейства", svg.Element(Svg + "title")!.Value);
        Assert.Equal(
            "Стойности: 2016 г. – 40 деца, 2017 г. – няма данни, 2018 г. – 1\u00a0234,5 деца, 2019 г. – 20 деца (отброено по друг начин от годините преди това), 2020 г. – 0 деца. " +
            "Цели: 2016 г. – 38 деца, 2017 г. – 36 деца, 2018 г. – 30 деца, 2019 г. – 24 деца, 2020 г. – 18 деца. Изходна стойност: 42 деца.",
            svg.Element(Svg + "desc")!.Value);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Attribute("style") is not null);
    }

    [Fact]
    public void A_year_without_data_is_a_gap_and_a_break_is_not_bridged()
    {
        var lines = XElement.Parse(Some.ToSvg("c")).Elements(Svg + "polyline").Where(l => (string?)l.Attribute("class") == "value").ToList();

        // 2016 and 2018 stand alone; only 2019 and 2020 are joined.
        Assert.Equal(2, Assert.Single(lines).Attribute("points")!.Value.Split(' ').Length);
    }

    [Fact]
    public void A_number_stands_below_its_mark_where_the_target_would_run_through_it()
    {
        var chart = new TrendChart("T", "u", [new(2016, 96, 100), new(2017, 96, 20)], null, Language.En);
        var svg = XElement.Parse(chart.ToSvg("c"));
        var marks = svg.Elements(Svg + "circle").Where(c => (string?)c.Attribute("class") == "value area").Select(c => (double)c.Attribute("cy")!).ToList();
        var numbers = svg.Elements(Svg + "text").Where(t => t.Value == "96").Select(t => (double)t.Attribute("y")!).ToList();

        Assert.True(numbers[0] > marks[0], $"{numbers[0]} below {marks[0]}");
        Assert.True(numbers[1] < marks[1], $"{numbers[1]} above {marks[1]}");
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.004", "0.0073")]
    [InlineData("-12.5", "30")]
    [InlineData("7", "1000000000000000")]
    public void Every_mark_lies_inside_and_the_axis_has_zero(string one, string two)
    {
        var (first, second) = (decimal.Parse(one, CultureInfo.InvariantCulture), decimal.Parse(two, CultureInfo.InvariantCulture));
        foreach (var form in Enum.GetValues<TrendForm>())
        {
            var svg = XElement.Parse(new TrendChart("T", "u", [new(2016, first), new(2017, second, first)], second, Language.En, form).ToSvg("c"));
            Assert.Contains(svg.Elements(Svg + "text"), t => t.Value == "0");
            Assert.Equal(2, svg.Elements(Svg + "polyline").Count(l => (string?)l.Attribute("class") == "axis") + 1);
            foreach (var point in svg.Elements(Svg + "polyline").SelectMany(l => l.Attribute("points")!.Value.Split(' ')))
            {
                var at = point.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
                Assert.InRange(at[0], 0, 640);
                Assert.InRange(at[1], 0, 280);
            }
        }
    }

    [Fact]
    public void Nothing_to_show_is_an_empty_plot()
    {
        var chart = new TrendChart("T", "u", [new(2016, null), new(2017, null)], null, Language.En);

        Assert.False(chart.HasValues);
        Assert.Empty(XElement.Parse(chart.ToSvg("c")).Elements(Svg + "circle"));
    }

    [Fact]
    public void The_picture_for_documents_is_twice_the_size_and_not_blank()
    {
        var png = Some.ToPng();

        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.Equal(1280, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(560, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.True(png.Length > new TrendChart("", "", [new(2016, null)], null, Language.Bg).ToPng().Length);
        if (Environment.GetEnvironmentVariable("WORKFLOWS_CHARTS") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, "chart.png"), png);
    }
}
