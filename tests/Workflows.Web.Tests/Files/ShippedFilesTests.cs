using Workflows.Web.Files;

namespace Workflows.Web.Tests.Files;

public sealed class ShippedFilesTests
{
    [Fact]
    public void Every_shipped_template_and_strategy_is_free_of_faults()
    {
        var directory = Path.Combine(Repository.Root, "functions", "templates");
        var faults = new[] { directory, Path.Combine(directory, "strategies") }
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            .SelectMany(file => TemplateLibrary.Check(file))
            .Distinct()
            .ToList();

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
    }
}
