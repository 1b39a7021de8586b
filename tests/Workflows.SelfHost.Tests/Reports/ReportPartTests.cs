using Workflows.Core;
using Workflows.Core.Reports;
using Workflows.Web.Reports;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>Reports divided into what a page holds.</summary>
public sealed class ReportPartTests(ReportedSevlievo sevlievo) : IClassFixture<ReportedSevlievo>
{
    [Theory]
    [MemberData(nameof(ReportFileTests.All), MemberType = typeof(ReportFileTests))]
    public void Every_chapter_is_a_part_and_nothing_is_lost_between_them(ReportKind kind, int year, Language language)
    {
        var document = sevlievo.Document(kind, year, language);
        var parts = ReportParts.Of(document);

        Assert.All(parts, p => Assert.Equal(p.Title, Assert.IsType<Block.Heading>(p.Blocks[0]).Text));
        Assert.Equal(parts.Count, parts.Select(p => p.Title).Distinct().Count());
        Assert.True(parts.Count >= document.Blocks.Count(b => b is Block.Heading { Level: 1 }));
        Assert.Equal(document.Blocks.Where(b => b is not Block.Heading { Level: 1 }), parts.SelectMany(p => p.Blocks.Skip(1)));
    }

    [Fact]
    public void A_table_too_long_for_a_page_goes_on_in_the_next_part_with_its_heads()
    {
        var rows = Enumerable.Range(1, 2_000).Select(i => (IReadOnlyList<TableCell>)[$"Ред {i}", i]).ToList();
        var table = new Block.Table("Всички", [new("Ред"), new("Брой", IsNumber: true)], rows, ["Общо", 2_001_000]);
        var parts = ReportParts.Of(new("Доклад", "", "", "", Language.Bg, [new Block.Heading(1, "Глава"), new Block.Heading(2, "Раздел"), table, new Block.Heading(1, "Край")]));

        var tables = parts.SelectMany(p => p.Blocks).OfType<Block.Table>().ToList();
        Assert.True(tables.Count > 2);
        Assert.Equal(rows, tables.SelectMany(t => t.Rows));
        Assert.Equal([$"Глава (1 от {tables.Count})", $"Глава ({tables.Count} от {tables.Count})", "Край"], [parts[0].Title, parts[^2].Title, parts[^1].Title]);
        Assert.Equal("Всички (продължение)", tables[1].Caption);
        Assert.All(tables[..^1], t => Assert.Null(t.Total));
        Assert.NotNull(tables[^1].Total);
        Assert.IsType<Block.Table>(parts[0].Blocks[2]);
    }
}
