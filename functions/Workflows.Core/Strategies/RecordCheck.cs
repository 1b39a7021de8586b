using Workflows.Core.Templates;

namespace Workflows.Core.Strategies;

/// <summary>Lines of a source document that are held as data.</summary>
internal static class RecordCheck
{
    public static IEnumerable<ModelFault> Faults(string path, IReadOnlyList<SourceRecord> records) =>
    [
        .. ListCheck.Twice(path, records.Select(r => r.Id)),
        .. records.SelectMany(r => ListCheck.Twice($"{path}/{r.Id}/duties", r.Duties)),
    ];
}
