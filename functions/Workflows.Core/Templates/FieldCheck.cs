namespace Workflows.Core.Templates;

/// <summary>What must hold of the further things that an answer says.</summary>
internal static class FieldCheck
{
    public static IEnumerable<ModelFault> Faults(IReadOnlyList<Field> fields, string path) =>
        [.. ListCheck.Twice(path, fields.Select(f => f.Id)), .. fields.SelectMany(field => Faults(field, $"{path}/{field.Id}"))];

    private static IEnumerable<ModelFault> Faults(Field field, string path)
    {
        if (field is { Type: FieldType.Choice, Options.Count: 0 })
        {
            yield return new ModelFault($"{path}/options", "a choice needs options: write options: [{id: an-id, name: {bg: …, en: …}}]");
        }

        if (field is { Type: not FieldType.Choice, Options.Count: > 0 })
        {
            yield return new ModelFault($"{path}/options", "only a choice has options: remove them, or write type: choice");
        }

        if (field is { Type: not FieldType.Choice, OpenList: true })
        {
            yield return new ModelFault($"{path}/openList", "only a choice has an open list: remove openList, or write type: choice");
        }

        if (field is { Type: not FieldType.Number, Minimum: not null })
        {
            yield return new ModelFault($"{path}/minimum", "only a number has a minimum: remove it, or write type: number");
        }

        if (field is { Type: not FieldType.Text, Tells: not null })
        {
            yield return new ModelFault($"{path}/tells", "only a text is quoted in reports: remove tells, or write type: text");
        }

        if (field is { Type: not FieldType.YesNo, MustBeYes: true })
        {
            yield return new ModelFault($"{path}/mustBeYes", "only a yes or no must be yes: remove mustBeYes, or write type: yes-no");
        }

        if (field is { MustBeYes: true, Required: false })
        {
            yield return new ModelFault($"{path}/mustBeYes", "what must be yes cannot be left out: remove mustBeYes, or required: false");
        }

        foreach (var fault in ListCheck.Twice($"{path}/options", field.Options.Select(o => o.Id)))
        {
            yield return fault;
        }
    }
}
