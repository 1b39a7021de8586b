using Workflows.Web.Sheets;

namespace Workflows.Web.Tests.Sheets;

public sealed class BrokenSheetTests
{
    private const int OfEach = 10;

    /// <summary>Forty ways to break a sheet, each at ten places.</summary>
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var broken in BrokenSheet.All)
            {
                foreach (var number in Enumerable.Range(0, OfEach))
                    cases.Add(broken.Name, number);
            }

            return cases;
        }
    }

    [Fact]
    public void ThereAreFourHundredOfThem() => Assert.True(BrokenSheet.All.Count * OfEach >= 400);

    [Theory]
    [MemberData(nameof(Cases))]
    public void ABrokenSheetIsRefusedWithItsCellAndARemedy(string name, int number)
    {
        var broken = BrokenSheet.All.Single(b => b.Name == name);
        var file = broken.File(number);

        var result = broken.Format == "xlsx" ? XlsxSheet.Read(SampleSheet.Layout, file) : CsvSheet.Read(SampleSheet.Layout, file);

        Assert.Null(result.Value);
        Assert.Contains(result.Faults, f =>
            (broken.Cell is null || f.Cell == broken.Cell(number)) && f.Message.En.Contains(broken.Remedy, StringComparison.Ordinal));
        Assert.All(result.Faults, f => Assert.NotEqual(f.Message.Bg, f.Message.En));
    }
}

