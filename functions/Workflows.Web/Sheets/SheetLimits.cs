namespace Workflows.Web.Sheets;

/// <summary>What no sheet of values needs, so that a file beyond it is refused before it is understood.</summary>
internal static class SheetLimits
{
    public const int FileMegabytes = 5;

    /// <summary>In bytes, as it is sent.</summary>
    public const int File = FileMegabytes << 20;

    /// <summary>In bytes, when everything in a workbook is unpacked.</summary>
    public const int Unpacked = 40 << 20;

    /// <summary>Parts within a workbook.</summary>
    public const int Parts = 300;

    public const int Rows = 5_000;

    public const int Columns = 60;
}

/// <summary>Names within a line.</summary>
internal static class SheetNames
{
    public static string Part(SheetLine line, Core.Language language) =>
        line.Check is not null ? SheetText.In(language, "Check")
        : line.Dimension?.Parts.FirstOrDefault(p => p.Id == line.Cell.Part)?.Name.In(language) ?? "";
}
