using Workflows.Web.Files;

namespace Workflows.Web.Tests.Files;

public sealed class SampleFilesTests
{
    [Fact]
    public void The_samples_load_as_a_library()
    {
        var result = TemplateLibrary.Load(Path.Combine(AppContext.BaseDirectory, "Files", "samples"));

        Assert.Empty(result.Faults);
        Assert.Equal("yearly-cycle", Assert.Single(result.Value!.Templates).Key.Value);
        Assert.Equal("sample-2016-2020", Assert.Single(result.Value.Strategies).Key);
    }
}
