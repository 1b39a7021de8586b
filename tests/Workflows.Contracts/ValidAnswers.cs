using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Ports;
using Workflows.Core.Templates;

namespace Workflows.Contracts;

/// <summary>For each task the plainest submission that the engine accepts.</summary>
public static class ValidAnswers
{
    public static DocumentRef Document { get; } = new(new DocumentHash(new string('a', 64)), "документ.pdf", 1000);

    public static Submission For(Workflow w, WorkflowTask task, DateOnly today) => For(w, task, Answer(w, task, today));

    public static Submission For(Workflow w, WorkflowTask task, Answer answer)
    {
        var step = w.StepOf(task)!;
        return new(
            answer,
            step.Fields.ToDictionary(f => f.Id, Value),
            [.. step.Evidence.Select(e => new Evidence(e.Id, Document))]);
    }

    public static Answer.Meeting Meeting(Workflow w, DateOnly date) =>
        new(date, "Заседателна зала", w.Template.Meetings?.Groups.ToDictionary(g => g.Id, _ => 3) ?? [], Document);

    private static Answer Answer(Workflow w, WorkflowTask task, DateOnly today) => w.StepOf(task)!.Kind switch
    {
        StepKind.FormTeam kind => new Answer.Team("РД-09-1", today, [.. Members(w, kind)]),
        StepKind.CollectIndicators kind => Values(w, task, kind),
        StepKind.Meeting => Meeting(w, today),
        StepKind.Visit => new Answer.Visit(today, "Услугата работи по стандартите.", Document),
        StepKind.Report or StepKind.Plan => new Answer.Document(Document, null),
        StepKind.Opinion => new Answer.Opinion(OpinionVerdict.Positive, null),
        StepKind.Decision => new Answer.Decision(DecisionOutcome.Approved, $"№ {today.DayOfYear}", today, null),
        StepKind.Publish => new Answer.Publication(today, ["https://sevlievo.example.org/reports"]),
        StepKind.Proposals kind => new Answer.Proposals([new(kind.Levels[0].Id, "1.1", "Повече места", "Списък с чакащи")], null),
        StepKind.Evaluation => new Answer.Evaluation("Д-1", today, [new("Ана Петрова", "Институт за оценка", null)], Document, Document),
        StepKind.Activity => new Answer.Done("Извършено."),
        var kind => throw new InvalidOperationException($"No answer for {kind}."),
    };

    private static IEnumerable<TeamMember> Members(Workflow w, StepKind.FormTeam kind) =>
        from role in kind.Composition
        from number in Enumerable.Range(1, role.Value)
        select new TeamMember($"{role.Key} {number}", w.Context.InRole(role.Key).First().Id, null);

    private static Answer.Values Values(Workflow w, WorkflowTask task, StepKind.CollectIndicators kind)
    {
        var cells = new List<IndicatorValue>();
        foreach (var indicator in ValueSheet.Owed(w.Context.Indicators, kind.Kinds, task.Owner))
        {
            var dimensions = w.Context.Dimensions.Where(d => indicator.Breakdowns.Contains(d.Id)).ToList();
            // A total that every breakdown can be dealt out of: each part gets 2, the first one the rest.
            var total = dimensions.Count == 0 ? 7 : 2 * dimensions.Max(d => d.Parts.Count);
            cells.Add(new(indicator.Id, null, null, total, null));
            foreach (var dimension in dimensions)
            {
                foreach (var (i, part) in dimension.Parts.Index())
                    cells.Add(new(indicator.Id, dimension.Id, part.Id, i == 0 ? total - 2 * (dimension.Parts.Count - 1) : 2, null));
            }
        }

        return new(cells, []);
    }

    private static string Value(Field field) => field.Type switch
    {
        FieldType.Number => $"{field.Minimum ?? 1}",
        FieldType.Date => "2018-01-31",
        FieldType.YesNo => "yes",
        FieldType.Choice => field.Options[0].Id,
        _ => "Без трудности.",
    };
}
