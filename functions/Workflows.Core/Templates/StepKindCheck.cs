namespace Workflows.Core.Templates;

/// <summary>What must hold of the rules of each kind of step.</summary>
internal static class StepKindCheck
{
    public static IEnumerable<ModelFault> Faults(Step step, CheckedSteps steps) => step.Kind switch
    {
        StepKind.FormTeam team => Team(team, $"steps/{step.Id}/team"),
        StepKind.CollectIndicators collect => Indicators(collect, $"steps/{step.Id}/indicators"),
        StepKind.Visit visit => Visit(visit, $"steps/{step.Id}/visits"),
        StepKind.Opinion opinion => Opinion(step, opinion, steps),
        StepKind.Decision decision => Decision(step, decision, steps),
        StepKind.Publish publish => Documents(step, "publish", publish.What, steps),
        StepKind.Proposals proposals => Proposals(proposals, $"steps/{step.Id}/proposals"),
        StepKind.Meeting or StepKind.Report or StepKind.Plan or StepKind.Evaluation or StepKind.Activity => [],
        _ => throw new InvalidOperationException($"Unknown kind {step.Kind}."),
    };

    private static IEnumerable<ModelFault> Team(StepKind.FormTeam team, string path)
    {
        foreach (var (role, _) in team.Composition.Where(part => part.Value < 1))
        {
            yield return new ModelFault(
                $"{path}/composition/{role}",
                "a role in the composition has at least one member: write 1 or more, or remove it");
        }

        var sum = team.Composition.Values.Sum();
        if (team.Members < 1 || sum != team.Members)
        {
            yield return new ModelFault(
                $"{path}/members",
                $"the composition adds up to {sum}, not {team.Members}: write members: {sum}, or correct the composition");
        }
    }

    private static IEnumerable<ModelFault> Indicators(StepKind.CollectIndicators collect, string path)
    {
        if (collect.Kinds.Count == 0)
        {
            yield return new ModelFault(path, "no kind of indicator is named: write baseline, key-baseline or progress");
        }

        if (collect.Kinds.Distinct().Count() < collect.Kinds.Count)
        {
            yield return new ModelFault(path, "a kind of indicator stands here twice: write each once");
        }
    }

    private static IEnumerable<ModelFault> Visit(StepKind.Visit visit, string path)
    {
        if (visit.Services is { Count: 0 })
        {
            yield return new ModelFault(
                $"{path}/services",
                "the list of services is empty: name some, or remove the key to visit every service");
        }

        if (visit.Times < 1)
        {
            yield return new ModelFault($"{path}/times", "a service is visited at least once: write 1 or more");
        }

        foreach (var fault in ListCheck.Twice($"{path}/services", visit.Services?.Select(s => s.Value) ?? []))
        {
            yield return fault;
        }
    }

    private static IEnumerable<ModelFault> Opinion(Step step, StepKind.Opinion opinion, CheckedSteps steps)
    {
        var reopens = (opinion.Agreement, opinion.Reopens) switch
        {
            (Agreement.Required, null) => [new ModelFault(
                $"steps/{step.Id}/opinion",
                "a negative opinion sends the document back where agreement is required: write reopens with the step to do again")],
            (Agreement.Advisory, not null) => [new ModelFault(
                $"steps/{step.Id}/opinion/reopens", "an advisory opinion reopens nothing: remove reopens, or write agreement: required")],
            (_, { } id) => Reopens(step, "opinion", id, steps),
            (_, null) => [],
        };
        return [.. Documents(step, "opinion/of", opinion.Of, steps, forOpinion: true), .. reopens];
    }

    private static IEnumerable<ModelFault> Decision(Step step, StepKind.Decision decision, CheckedSteps steps)
    {
        var gates = decision.Gates.SelectMany(gate => Earlier(step, $"decision/gates/{gate}", gate, steps, "is a gate of this decision"));
        return
        [
            .. Documents(step, "decision/on", decision.On, steps),
            .. gates,
            .. ListCheck.Twice($"steps/{step.Id}/decision/gates", decision.Gates.Select(g => g.Value)),
            .. Reopens(step, "decision", decision.Reopens, steps),
        ];
    }

    private static IEnumerable<ModelFault> Proposals(StepKind.Proposals proposals, string path)
    {
        if (proposals.Levels.Count == 0)
        {
            yield return new ModelFault(path, "nothing that a change may concern is named: write [{id: goal, name: {bg: Цел, en: Goal}}]");
        }

        foreach (var fault in ListCheck.Twice(path, proposals.Levels.Select(l => l.Id)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<ModelFault> Reopens(Step step, string key, StepId id, CheckedSteps steps) =>
        Earlier(step, $"{key}/reopens", id, steps, "is begun again from here");

    private static IEnumerable<ModelFault> Documents(
        Step step, string key, IReadOnlyList<StepId> documents, CheckedSteps steps, bool forOpinion = false)
    {
        var path = $"steps/{step.Id}/{key}";
        var kinds = $"report, plan, evaluation{(forOpinion ? ", proposals, form-team or collect-indicators" : " or proposals")}";
        if (documents.Count == 0)
        {
            yield return new ModelFault(path, "no document is named: write the steps that bring it, such as [report]");
        }

        foreach (var fault in ListCheck.Twice(path, documents.Select(d => d.Value)))
        {
            yield return fault;
        }

        foreach (var id in documents)
        {
            foreach (var fault in Earlier(step, $"{key}/{id}", id, steps, "brings the document"))
            {
                yield return fault;
            }

            if (steps.Find(id) is { } document && !IsDocument(document.Kind) && !(forOpinion && IsSubjectOfOpinion(document.Kind)))
            {
                yield return new ModelFault($"{path}/{id}", $"'{id}' brings no document for this: name steps of the kinds {kinds}");
            }
        }
    }

    private static bool IsDocument(StepKind kind) => kind is StepKind.Report or StepKind.Plan or StepKind.Evaluation or StepKind.Proposals;

    /// <summary>Brings no document of its own, yet an opinion may be about it.</summary>
    private static bool IsSubjectOfOpinion(StepKind kind) => kind is StepKind.FormTeam or StepKind.CollectIndicators;

    /// <summary>The step named must exist and have passed before this one.</summary>
    private static IEnumerable<ModelFault> Earlier(Step step, string key, StepId id, CheckedSteps steps, string what)
    {
        var path = $"steps/{step.Id}/{key}";
        if (steps.Find(id) is null)
        {
            yield return new ModelFault(path, $"no step is called '{id}': {steps.Advice(id)}");
        }
        else if (!steps.IsBefore(id, step))
        {
            yield return new ModelFault(
                path,
                $"'{id}' {what}, but the step does not come after it: add {id} to after, here or in a step that comes before");
        }
    }
}
