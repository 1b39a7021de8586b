namespace Workflows.Web.Sheets;

/// <summary>
/// Texts as they are written to files that spreadsheets open: one that would begin a formula gets an apostrophe before it, which a
/// spreadsheet shows as text and which reading takes away again.
/// </summary>
internal static class SafeText
{
    private const char Mark = '\'';

    public static string Write(string text) => text.Length > 0 && (IsFormula(text[0]) || text[0] == Mark) ? Mark + text : text;

    public static string Read(string text) => text.Length > 1 && text[0] == Mark && (IsFormula(text[1]) || text[1] == Mark) ? text[1..] : text;

    // The full-width signs are read as formulas by spreadsheets set to East Asian languages.
    private static bool IsFormula(char c) => c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
