using System.Globalization;
using Workflows.Core;
using Workflows.Core.History;

namespace Workflows.Web.Sheets;

/// <summary>The register of recommendations as a file.</summary>
internal static class RegisterCsv
{
    private static readonly string[] Columns =
    [
        "Year", "RaisedOn", "By", "Level", "Target", "Change", "Reason", "Owner", "Due", "State", "DecidedOn", "Decision", "Note", "Version", "Workflow", "Id",
    ];

    public static byte[] Write(StrategyHistory history, IEnumerable<RegisteredRecommendation> lines, Language language, bool commas = false)
    {
        return CsvText.Write(
            lines.Select(Row).Prepend([.. Columns.Select(c => (object)SheetText.In(language, $"Register_{c}"))]), commas);

        IReadOnlyList<object?> Row(RegisteredRecommendation r) =>
        [
            r.Year, Day(r.RaisedOn), Name(r.By), r.Proposal.Level, r.Proposal.Target, r.Proposal.Change, r.Proposal.Reason, Name(r.Owner), Day(r.Due),
            SheetText.In(language, $"Recommendation_{r.State}"), Day(r.DecidedOn), r.Decision, r.Note, r.AmendedInVersion, r.Workflow.Value, r.Id,
        ];

        string? Name(InstitutionId? institution) =>
            institution is { } id ? history.Find(id)?.Name.In(language) ?? id.Value : null;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
