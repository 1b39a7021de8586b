namespace Workflows.Core.Templates;

/// <summary>What must hold of lists whose elements are known by their ids.</summary>
internal static class ListCheck
{
    /// <summary>A fault for each element whose id an earlier one has.</summary>
    /// <param name="path">That of the list.</param>
    public static IEnumerable<ModelFault> Twice(string path, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, id) in ids.Index())
        {
            if (!seen.Add(id))
            {
                yield return new ModelFault(
                    $"{path}/#{index + 1}",
                    $"'{id}' stands in this list already: remove it, or give it another id");
            }
        }
    }
}
