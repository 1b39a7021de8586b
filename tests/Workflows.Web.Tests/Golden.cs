namespace Workflows.Web.Tests;

/// <summary>
/// Texts as people will read them, kept beside the tests for reviewers to compare. After an intended change, run the tests with
/// WORKFLOWS_GOLDEN=write and look at the difference.
/// </summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Workflows.Web.Tests");

    /// <param name="file">Below the folder of this test project.</param>
    public static void Check(string file, string actual)
    {
        var (path, text) = (Path.Combine(Folder, file), actual.ReplaceLineEndings("\n"));
        if (Environment.GetEnvironmentVariable("WORKFLOWS_GOLDEN") == "write")
            File.WriteAllText(path, text);
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : $"{path} is missing", text);
    }
}
