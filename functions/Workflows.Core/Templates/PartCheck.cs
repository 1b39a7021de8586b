namespace Workflows.Core.Templates;

/// <summary>
/// Ids of steps, institutions, services and scheduled workflows become parts of the ids of tasks and workflows, such as
/// <c>visits.day-centre~2</c>, so they leave the separators alone and are short enough to be joined.
/// </summary>
internal static class PartCheck
{
    private const int Most = 50;

    /// <param name="what">Such as <c>step</c>.</param>
    public static IEnumerable<ModelFault> Faults(string path, string what, string id)
    {
        if (id.AsSpan().ContainsAny('.', '~'))
        {
            yield return new ModelFault(
                path,
                $"the id of a {what} is joined to others by '.' and '~', so it cannot hold them: write "
                    + $"{id.Replace('.', '-').Replace('~', '-')}");
        }

        if (id.Length > Most)
        {
            yield return new ModelFault(
                path,
                $"the id of a {what} is joined to others and may have {Most} characters, not {id.Length}: write a shorter one");
        }
    }
}
