using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>A test that opens files in LibreOffice. Where there is none it is skipped, and its line in the output says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OfficeFactAttribute : FactAttribute
{
    public OfficeFactAttribute([CallerMemberName] string test = "")
    {
        if (Office.Missing is { } why)
            (Skip, DisplayName) = (why, $"{test}: {why}");
    }
}

/// <summary>LibreOffice without a window, with a profile of its own.</summary>
internal static partial class Office
{
    /// <summary>Null where nothing is.</summary>
    public static string? Missing { get; } =
        Find("soffice") is null ? "skipped, LibreOffice (soffice) is not on the path" : Find("pdftotext") is null ? "skipped, pdftotext (poppler-utils) is not on the path" : null;

    /// <summary>The files as PDF, each beside its own, in one go: starting takes longer than converting.</summary>
    public static async Task ToPdf(string directory, IReadOnlyList<string> files)
    {
        await Run("soffice", [$"-env:UserInstallation=file://{directory}/profile", "--headless", "--convert-to", "pdf", "--outdir", directory, .. files]);
        Assert.All(files, file => Assert.True(File.Exists(Path.ChangeExtension(file, ".pdf")), $"LibreOffice made no PDF of {file}."));
    }

    public static int Pages(string pdf) => Page().Count(File.ReadAllText(pdf, System.Text.Encoding.Latin1));

    public static Task<string> Text(string pdf) => Run("pdftotext", "-layout", pdf, "-");

    private static async Task<string> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await error}");
        return await output;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Page();
}
