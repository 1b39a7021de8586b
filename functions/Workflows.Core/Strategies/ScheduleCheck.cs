using Workflows.Core.Calendar;
using Workflows.Core.Templates;

namespace Workflows.Core.Strategies;

/// <summary>The templates that a strategy uses, on schedule or as cases, exist and fit it.</summary>
internal static class ScheduleCheck
{
    /// <summary>A period of another length shows what the template's own check of five years cannot.</summary>
    public static IEnumerable<ModelFault> Faults(Strategy strategy, IReadOnlyDictionary<TemplateId, Template> library) =>
    [
        .. ListCheck.Twice("workflows", strategy.Workflows.Select(w => w.Name)),
        .. strategy.Workflows.SelectMany(w => Workflow(strategy, w)),
        .. strategy.Workflows.SelectMany(w => Use(strategy, w.Template, $"workflows/{w.Name}/template", YearsOf(strategy, w), library)),
        .. ListCheck.Twice("cases", strategy.Cases.Select(c => c.Value)),
        .. strategy.Cases.SelectMany(c => Use(strategy, c, $"cases/{c}", CheckedYear.Period(strategy.Period.Years), library)),
    ];

    private static IReadOnlyList<CheckedYear> YearsOf(Strategy strategy, ScheduledWorkflow workflow) =>
        [.. CheckedYear.Period(strategy.Period.Years).Where(year => workflow.Years.Applies(year.Ordinal, year.Of))];

    private static IEnumerable<ModelFault> Workflow(Strategy strategy, ScheduledWorkflow workflow)
    {
        var path = $"workflows/{workflow.Name}";
        foreach (var fault in PartCheck.Faults($"{path}/name", "workflow", workflow.Name))
        {
            yield return fault;
        }

        if (workflow.Opens.Moment is not DueMoment.DayOfYear { YearsLater: 0 })
        {
            yield return new ModelFault(
                $"{path}/opens",
                $"'{workflow.Opens}' is not a fixed day of the year: write month and day, such as 01-04");
        }

        if (workflow.Years is StepYears.Only { Ordinals: var ordinals } && ordinals.Any(o => o > strategy.Period.Years))
        {
            yield return new ModelFault(
                $"{path}/years",
                $"the strategy has {strategy.Period.Years} years: write ordinals from 1 to {strategy.Period.Years}");
        }
        else if (YearsOf(strategy, workflow).Count == 0)
        {
            yield return new ModelFault(
                $"{path}/years",
                $"'{workflow.Years}' is no year of this strategy, so the workflow never opens: write every, first, last or ordinals");
        }
    }

    private static IEnumerable<ModelFault> Use(
        Strategy strategy, TemplateId id, string path, IReadOnlyList<CheckedYear> years, IReadOnlyDictionary<TemplateId, Template> library)
    {
        if (!library.TryGetValue(id, out var template))
        {
            return [new ModelFault(path, $"no template is called '{id}': {Nearest.Advice(id.Value, library.Keys.Select(k => k.Value))}")];
        }

        return
        [
            .. Roles(strategy, template, path),
            .. template.Steps.SelectMany(step => Services(strategy, template, step, path)),
            .. template.Steps.SelectMany(step => Ordinals(strategy, template, step, path)),
            .. TemplateCheck.FaultsIn(template, years).Select(fault => new ModelFault(
                path, $"in this strategy's years the template '{id}' fails at {fault.Path}: {fault.Message}")),
        ];
    }

    private static IEnumerable<ModelFault> Roles(Strategy strategy, Template template, string path) =>
        template.Roles.Keys.Where(role => strategy.Institutions.All(i => i.Role != role)).Select(role => new ModelFault(
            path, $"the template '{template.Id}' needs the role '{role}', which no institution has: add an institution with role: {role}"));

    private static IEnumerable<ModelFault> Services(Strategy strategy, Template template, Step step, string path) =>
        ((step.Kind as StepKind.Visit)?.Services ?? []).Where(id => strategy.Services.All(s => s.Id != id)).Select(id => new ModelFault(
            path,
            $"step '{step.Id}' of the template '{template.Id}' visits the service '{id}', which this strategy lacks: "
                + $"{Nearest.Advice(id.Value, strategy.Services.Select(s => s.Id.Value))}"));

    private static IEnumerable<ModelFault> Ordinals(Strategy strategy, Template template, Step step, string path) =>
        ((step.Years as StepYears.Only)?.Ordinals ?? []).Where(ordinal => ordinal > strategy.Period.Years).Select(ordinal => new ModelFault(
            path,
            $"step '{step.Id}' of the template '{template.Id}' applies in year {ordinal}, and this strategy has "
                + $"{strategy.Period.Years}: use another template or period"));
}
