using System.Text.RegularExpressions;

namespace Workflows.Web.Tests.Duties;

/// <summary>A row of <c>docs/duties.md</c>.</summary>
internal sealed record DutyRow(int Line, string Id, bool MustRun, IReadOnlyList<Carrier> Carriers);

/// <summary>What carries a duty, such as <c>step yearly-cycle-sevlievo/form-team</c>.</summary>
/// <param name="Owner">The template, strategy or type.</param>
/// <param name="Name">What within it; empty for <c>plan</c> and <c>rule</c>.</param>
internal sealed record Carrier(string Kind, string Owner, string Name)
{
    public override string ToString() => Name.Length == 0 ? $"{Kind} {Owner}" : $"{Kind} {Owner}/{Name}";
}

/// <summary>Reads the tables of <c>docs/duties.md</c>: <c>| id | what | kind | carriers | when |</c>.</summary>
internal static partial class DutyTable
{
    private const int Columns = 5;

    public static (IReadOnlyList<DutyRow> Rows, IReadOnlyList<string> Faults) Read(string text)
    {
        var (rows, faults) = (new List<DutyRow>(), new List<string>());
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (!line.StartsWith('|'))
            {
                continue;
            }

            var cells = line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();
            if (cells[0] == "id" || cells[0].All(c => c is '-' or ':'))
            {
                continue;
            }

            var (number, problem) = (index + 1, Problem(cells));
            if (problem is null)
            {
                rows.Add(new DutyRow(number, cells[0], cells[2] == "must run", [.. cells[3].Split("; ").Select(c => Parse(c)!)]));
            }
            else
            {
                faults.Add($"line {number}: {problem}");
            }
        }

        return (rows, faults);
    }

    private static string? Problem(string[] cells) => cells switch
    {
        { Length: not Columns } => $"{cells.Length} columns instead of {Columns}: {string.Join(" | ", cells)}",
        _ when !Id().IsMatch(cells[0]) => $"'{cells[0]}' is not the id of a duty",
        _ when cells[1].Length == 0 || cells[4].Length == 0 => $"{cells[0]} does not say what or when",
        _ when cells[2] is not ("must run" or "reference") => $"{cells[0]} is '{cells[2]}', neither 'must run' nor 'reference'",
        _ => cells[3].Split("; ").FirstOrDefault(c => Parse(c) is null) is { } carrier ? $"{cells[0]} has the carrier '{carrier}', which no rule of the grammar fits" : null,
    };

    private static Carrier? Parse(string text) =>
        Named().Match(text) is { Success: true } named ? new Carrier(named.Groups[1].Value, named.Groups[2].Value, named.Groups[3].Value)
        : Whole().Match(text) is { Success: true } whole ? new Carrier(whole.Groups[1].Value, whole.Groups[2].Value, "")
        : null;

    [GeneratedRegex(@"\A[BS]-[0-9]{3}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A(step|institution|record|service|indicator|dimension) ([a-z0-9.~-]+)/([a-z0-9.~-]+)\z")]
    private static partial Regex Named();

    [GeneratedRegex(@"\A(plan|rule) ([A-Za-z0-9.~+-]+)\z")]
    private static partial Regex Whole();
}
