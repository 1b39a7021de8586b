namespace Workflows.Core.Templates;

/// <summary>Every role that a step names is declared, and every declared one is named.</summary>
internal static class RoleCheck
{
    public static IEnumerable<ModelFault> Faults(Template template)
    {
        var named = new HashSet<RoleId>();
        foreach (var (role, path) in template.Steps.SelectMany(Named))
        {
            if (!template.Roles.ContainsKey(role))
            {
                yield return new ModelFault(
                    path,
                    $"'{role}' is not among the roles of this template: "
                        + $"{Nearest.Advice(role.Value, template.Roles.Keys.Select(r => r.Value))}");
            }

            named.Add(role);
        }

        foreach (var role in template.Roles.Keys)
        {
            if (role.Value == TemplateCheck.Coordinator)
            {
                yield return new ModelFault(
                    $"roles/{role}", "'coordinator' always means the institution that coordinates the strategy: give the role another id");
            }
            else if (!named.Contains(role))
            {
                yield return new ModelFault(
                    $"roles/{role}",
                    $"no step names the role '{role}': remove it, or let a step be owed by it or escalate to it");
            }
        }
    }

    private static IEnumerable<(RoleId Role, string Path)> Named(Step step)
    {
        var owners = step.Owners.Select(role => (role, $"steps/{step.Id}/owner/{role}"));
        var escalations = step.Escalations.Select((e, index) => (e.To, Path: $"steps/{step.Id}/escalate/#{index + 1}/to"))
            .Where(e => e.To is not null)
            .Select(e => (e.To!.Value, e.Path));
        var members = step.Kind is StepKind.FormTeam team
            ? team.Composition.Keys.Select(role => (role, $"steps/{step.Id}/team/composition/{role}"))
            : [];
        return [.. owners, .. escalations, .. members];
    }
}
