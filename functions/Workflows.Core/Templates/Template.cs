using System.Collections.Frozen;

namespace Workflows.Core.Templates;

/// <summary>
/// The steps of one kind of workflow, as data. Whatever differs between municipalities or between laws is here,
/// never in the engine. A workflow carries a copy of its template from its first event on.
/// </summary>
/// <param name="Version">Rises with each published change; a running workflow moves to it only by an explicit migration.</param>
/// <param name="Roles">Every role that a step names, with the name it is shown by.</param>
/// <param name="Meetings">What the cycle demands of its meetings as a whole, or null when it demands nothing.</param>
/// <param name="Steps">In the order in which people read them.</param>
public sealed record Template(
    TemplateId Id,
    int Version,
    LocalText Title,
    LocalText? LegalBasis,
    IReadOnlyDictionary<RoleId, LocalText> Roles,
    MeetingDemand? Meetings,
    IReadOnlyList<Step> Steps)
{
    // Belongs to the list it was made of: a copy of the record with other steps makes its own.
    private Derived<IReadOnlyList<Step>, FrozenDictionary<StepId, Step>>? _index;

    public Step? Find(StepId id)
    {
        if (_index is not { } index || !ReferenceEquals(index.Of, Steps))
            _index = index = new(Steps, Steps.ToFrozenDictionary(s => s.Id));
        return index.Made.GetValueOrDefault(id);
    }

    /// <summary>The steps that have to be done again when <paramref name="start"/> is: itself and all that come after it, in reading order.</summary>
    public IReadOnlyList<Step> From(StepId start)
    {
        var found = new HashSet<StepId> { start };
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var step in Steps)
            {
                if (step.After.Any(found.Contains))
                {
                    grown |= found.Add(step.Id);
                }
            }
        }

        return [.. Steps.Where(s => found.Contains(s.Id))];
    }
}

/// <summary>How many meetings a workflow must have held before it may complete, on which occasions and with which groups.</summary>
/// <param name="Groups">Groups of participants, each of which must have been present at every meeting that counts.</param>
public sealed record MeetingDemand(int Minimum, IReadOnlyList<LabelledText> Occasions, IReadOnlyList<LabelledText> Groups);

/// <summary>A code with its names; the code is unique within its list only.</summary>
public sealed record LabelledText(string Id, LocalText Name);

/// <summary>Where a step comes from: a source document with the duties of it that the step carries, or a legal basis, or both.</summary>
/// <param name="Document">The strategy document, such as <c>Sevlievo 2016–2020</c>; null when the step is a municipality's own choice.</param>
/// <param name="Place">The sentence or place in it, in the document's words.</param>
/// <param name="Duties">Ids in <c>docs/duties.md</c>, such as <c>S-014</c>.</param>
/// <param name="Basis">Law and article, or why the municipality chose so.</param>
public sealed record StepSource(string? Document, string? Place, IReadOnlyList<string> Duties, LocalText? Basis);
