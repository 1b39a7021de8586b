using Workflows.Core;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages.Coordinator;

namespace Workflows.SelfHost.Tests.Pages.Indicators;

/// <summary>
/// Municipalities taken together: what may be summed is, a share is computed anew, and nobody learns from it what another one reported.
/// </summary>
public sealed class RegionTests
{
    private static readonly string Root = $"/strategies/{Towns.IdOf("alfa")}";

    [Fact]
    public async Task A_coordinator_sees_the_sums_and_the_own_place_and_nobody_elses_values()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75));
        await towns.Add("beta", (200, 111));
        await towns.Add("gama", (50, 47));

        await desk.Browser.Open($"{Root}/region?lang=bg");
        Assert.Equal("Област Равнина, 2016 г.", desk.Browser.Heading);
        Assert.Equal(["75", "233", "3", "2"], IndicatorTests.Cells(desk.Browser, "К-attending"));
        // 233 of 350, which is no average of 75, 55.5 and 94.
        Assert.Equal(["75", "66,6", "3", "2"], IndicatorTests.Cells(desk.Browser, "К-share"));
        Assert.Equal(["4,5", "несравнимо", "3", "1"], IndicatorTests.Cells(desk.Browser, "К-content"));

        await desk.Browser.Open($"{Root}/region/share");
        Assert.Single(desk.Browser.Page.QuerySelectorAll("tbody tr"));
        Assert.Contains("Град alfa", desk.Browser.Main, StringComparison.Ordinal);
        foreach (var page in (string[])["region", "region/share", "csv/region", "csv/region/share"])
        {
            await desk.Browser.Open($"{Root}/{page}");
            Assert.DoesNotContain("beta", desk.Browser.Source, StringComparison.Ordinal);
            Assert.DoesNotContain("55,5", desk.Browser.Source, StringComparison.Ordinal);
            Assert.DoesNotContain("111", desk.Browser.Source, StringComparison.Ordinal);
        }

        Assert.Contains("2016;share;К-share;Брой share;%;2;Град alfa;75,0\r\n", desk.Browser.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sum_that_holds_a_corrected_value_says_so()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75));
        await towns.Add("beta", (200, 111));
        await towns.Add("gama", (50, 47));

        await towns.Correct("beta", 2016, 200, 112, "Броено двукратно");

        await desk.Browser.Open($"{Root}/region?lang=bg");
        Assert.Equal(["75", "234 С коригирани стойности", "3", "2"], IndicatorTests.Cells(desk.Browser, "К-attending"));
        Assert.Equal("66,9 С коригирани стойности", IndicatorTests.Cells(desk.Browser, "К-share")[1]);
        await desk.Browser.Open($"{Root}/csv/region");
        Assert.Contains(";75;234;Известна;да;3;0;2\r\n", desk.Browser.Source, StringComparison.Ordinal);
        var key = await desk.Site.Host.Client(ActorKind.Coordinator, "alfa", null);
        Assert.True((bool)(await key.Get($"/api{Root}/region/attending")).Json["indicator"]!["corrected"]!);
    }

    [Fact]
    public async Task Of_two_municipalities_the_sum_would_give_the_other_away()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75));
        await towns.Add("beta", (200, 111));

        await desk.Browser.Open($"{Root}/region?lang=bg");
        Assert.Equal(["75", "твърде малко общини с данни", "2", "–"], IndicatorTests.Cells(desk.Browser, "К-attending"));
        await desk.Browser.Open($"{Root}/region/attending");
        Assert.Empty(desk.Browser.Page.QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain("186", desk.Browser.Source, StringComparison.Ordinal);
        var key = await desk.Site.Host.Client(ActorKind.Coordinator, "alfa", null);
        var api = await key.Get($"/api{Root}/region/attending");
        Assert.Equal("too-few", (string?)api.Json["indicator"]!["standing"]);
        Assert.Null(api.Json["indicator"]!["region"]);
        Assert.Empty(api.Json["ranking"]!.AsArray());

        // One more, and the region is looked at anew.
        await towns.Add("gama", (50, 47));
        Assert.Equal(233m, (decimal)(await key.Get($"/api{Root}/region/attending")).Json["indicator"]!["region"]!);
    }

    [Fact]
    public async Task Who_sees_every_municipality_sees_the_whole_ranking()
    {
        await using var desk = await Desk.Open(ActorKind.Administrator, municipality: null);
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75));
        await towns.Add("beta", (200, 111));
        await towns.Add("gama", (50, 47));

        await desk.Browser.Open($"{Root}/region/share?lang=bg");
        Assert.Equal(
            ["Град gama", "Град alfa", "Град beta"],
            desk.Browser.Page.QuerySelectorAll("tbody th").Select(r => r.FirstChild!.TextContent.Trim()));
        var api = await desk.Site.Host.Administrator.Get($"/api{Root}/region/share?year=2016");
        Assert.Equal(
            ["1 gama 94", "2 alfa 75", "3 beta 55.5"],
            api.Json["ranking"]!.AsArray().Select(r => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)r!["rank"]!} {(string)r["municipality"]!} {(double)r["value"]!}")));
    }

    [Fact]
    public async Task One_that_counts_something_else_is_left_out_and_named()
    {
        await using var desk = await Desk.Open(ActorKind.Administrator, municipality: null);
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75));
        await towns.Add("beta", (200, 111));
        await towns.Add("gama", (50, 47));
        await towns.Amend("gama", s => s with
        {
            Indicators = [.. s.Indicators.Select(i => i.Id.Value == Towns.Attending ? i with { Unit = new("групи", "groups"), Revision = new(2, new("Броят се групи", "Groups are counted"), false) } : i)],
        });

        await desk.Browser.Open($"{Root}/region?lang=bg");
        Assert.Equal(["75", "186", "2 и 1 с друго определение", "2"], IndicatorTests.Cells(desk.Browser, "К-attending"));
    }

    [Fact]
    public async Task A_name_that_would_be_a_formula_is_text_in_the_file()
    {
        await using var desk = await Desk.Open(ActorKind.Administrator, municipality: null);
        var alfa = Towns.StrategyOf("alfa");
        await new Towns(desk.Site).Add(alfa with { Indicators = [.. alfa.Indicators.Select(i => i with { Name = new("=SUM(A1:A9)", "=SUM(A1:A9)") })] }, (100, 75));

        foreach (var file in (string[])["csv/progress", "export/csv", "csv/data-dictionary", "csv/region", "csv/region/attending", "csv/indicators/attending"])
        {
            await desk.Browser.Open($"{Root}/{file}");
            Assert.Contains(";'=SUM(A1:A9);", desk.Browser.Source, StringComparison.Ordinal);
            Assert.DoesNotContain(";=SUM", desk.Browser.Source, StringComparison.Ordinal);
        }
    }
}
