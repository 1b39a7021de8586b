namespace Workflows.Core.Templates;

/// <summary>What must hold of a step by itself.</summary>
internal static class StepCheck
{
    public static IEnumerable<ModelFault> Faults(Step step, int index, IReadOnlyList<Step> steps)
    {
        var path = $"steps/{step.Id}";
        if (steps.Take(index).Any(s => s.Id == step.Id))
        {
            return [new ModelFault($"steps/#{index + 1}/id", $"an earlier step has the id '{step.Id}': give this one another")];
        }

        return
        [
            .. PartCheck.Faults($"{path}/id", "step", step.Id.Value),
            .. Id(step, path),
            .. Owners(step, path),
            .. ListCheck.Twice($"{path}/after", step.After.Select(s => s.Value)),
            .. Years(step, path),
            .. Reminders(step, path),
            .. Escalations(step, path),
            .. ListCheck.Twice($"{path}/evidence", step.Evidence.Select(e => e.Id)),
            .. FieldCheck.Faults(step.Fields, $"{path}/fields"),
            .. Source(step.Source, $"{path}/source"),
        ];
    }

    private static IEnumerable<ModelFault> Id(Step step, string path)
    {
        if (step.Id.Value == "opening")
        {
            yield return new ModelFault(
                $"{path}/id",
                "in due rules 'opening' means the day on which a step opens: give this step another id");
        }
    }

    private static IEnumerable<ModelFault> Owners(Step step, string path)
    {
        if (step.Owners.Count == 0)
        {
            yield return new ModelFault($"{path}/owner", "nobody owes this step: write a role of this template");
        }

        foreach (var fault in ListCheck.Twice($"{path}/owner", step.Owners.Select(r => r.Value)))
        {
            yield return fault;
        }

        if (step.Assignment is Assignment.Each && step.Owners.Count > 1)
        {
            yield return new ModelFault(
                $"{path}/assignment",
                "with 'each' every institution of one role owes its own answer: write a single owner, or assignment: one");
        }
    }

    private static IEnumerable<ModelFault> Years(Step step, string path)
    {
        if (step.Years is not StepYears.Only only)
        {
            yield break;
        }

        if (only.Ordinals.Count == 0)
        {
            yield return new ModelFault($"{path}/years", "the list of years is empty: write ordinals such as [1, 3], or every");
        }

        if (only.Ordinals.Distinct().Count() < only.Ordinals.Count)
        {
            yield return new ModelFault($"{path}/years", "a year stands here twice: write each ordinal once");
        }
    }

    private static IEnumerable<ModelFault> Reminders(Step step, string path)
    {
        var before = step.Reminders.WorkingDaysBefore;
        if (before.Zip(before.Skip(1)).Any(pair => pair.First <= pair.Second))
        {
            yield return new ModelFault(
                $"{path}/reminders/before",
                "each reminder must come nearer to the due date: write falling numbers, such as [14, 7, 1]");
        }
    }

    private static IEnumerable<ModelFault> Escalations(Step step, string path)
    {
        foreach (var (index, escalation) in step.Escalations.Index().Skip(1))
        {
            var previous = step.Escalations[index - 1].WorkingDaysAfter;
            if (escalation.WorkingDaysAfter <= previous)
            {
                yield return new ModelFault(
                    $"{path}/escalate/#{index + 1}/after",
                    $"this escalation comes after {escalation.WorkingDaysAfter} working days and the one before it after {previous}: "
                        + "write rising numbers");
            }
        }
    }

    private static IEnumerable<ModelFault> Source(StepSource source, string path)
    {
        if (source is { Document: null, Basis: null })
        {
            yield return new ModelFault(path, "the step has no source: write document and place, or basis, or both");
        }

        if (source is { Document: null, Duties.Count: > 0 })
        {
            yield return new ModelFault($"{path}/duties", "duties come from a document: write document and place beside them");
        }

        foreach (var fault in ListCheck.Twice($"{path}/duties", source.Duties))
        {
            yield return fault;
        }
    }
}
