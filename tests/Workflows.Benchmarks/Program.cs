using Workflows.Benchmarks;

// dotnet run -c Release --project tests/Workflows.Benchmarks -- storage
var suites = new Dictionary<string, Func<Task>>
{
    ["storage"] = StorageSuite.Run,
    ["commands"] = CommandSuite.Run,
    ["start"] = StartSuite.Run,
    ["simulate"] = SimulateSuite.Run,
    ["rollup"] = RollUpSuite.Run,
    ["region"] = RegionSuite.Run,
    ["sheets"] = SheetSuite.Run,
    ["reports"] = ReportSuite.Run,
    ["pages"] = PagesSuite.Run,
};

if (args is not [var name] || !suites.TryGetValue(name, out var run))
{
    await Console.Error.WriteLineAsync($"Name one suite: {string.Join(", ", suites.Keys)}");
    return 2;
}

await run();
return 0;
