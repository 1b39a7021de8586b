using System.Globalization;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Templates;

namespace Workflows.SelfHost.Simulation;

/// <summary>What people answer: the answer that the step asks for, with every field and document it wants.</summary>
/// <param name="cases">Templates of workflows that the council may refuse without harm to any cycle.</param>
internal sealed class Answers(Papers papers, IReadOnlyList<TemplateId> cases)
{
    private static readonly string[] People =
    [
        "Мария Иванова", "Георги Петров", "Елена Димитрова", "Иван Колев", "Надежда Стоянова", "Петър Николов", "Радка Тодорова", "Стефан Илиев",
    ];

    private static readonly string[] Notes =
    [
        "Изпълнено по план.", "Изпълнено, с малко забавяне при документите.", "Изпълнено; остават уточнения за следващата година.",
    ];

    public async ValueTask<Submission> To(Workflow w, Step step, WorkflowTask task, DateOnly today, Chance chance)
    {
        var answer = step.Kind is StepKind.CollectIndicators kind
            ? IndicatorStory.Of(w, kind, task.Owner, task.Received.Count, chance)
            : await OfKind(w, step, task, today, chance.Of($"{task.Received.Count}"));
        var evidence = new List<Evidence>();
        foreach (var asked in step.Evidence)
            evidence.Add(new(asked.Id, await papers.HandIn(asked.Id, w, task.Owner, task.Received.Count + 1)));
        return new(answer, Fields(step, today, chance), evidence);
    }

    private async ValueTask<Answer> OfKind(Workflow w, Step step, WorkflowTask task, DateOnly today, Chance chance) => step.Kind switch
    {
        StepKind.FormTeam kind => new Answer.Team($"РД-{chance.Of("order").Between(10, 990)}", today, Members(w, kind, chance)),
        StepKind.Meeting => new Answer.Meeting(
            task.Meeting?.Date ?? today, task.Meeting?.Place ?? Place, Present(w, task, chance), await Document(w, task)),
        StepKind.Visit => chance.Of("recommends").Percent(20)
            ? new Answer.Visit(today, "Услугата работи; входът е с високи стъпала.", await Document(w, task), [new("Да се изгради рампа на входа.")])
            : new Answer.Visit(today, "Услугата работи; документацията е в ред.", await Document(w, task)),
        StepKind.Report or StepKind.Plan => new Answer.Document(await Document(w, task), chance.Of("summary").OneOf(Notes)),
        StepKind.Opinion kind => Opinion(kind, task, chance),
        StepKind.Decision => Decision(w, task, today, chance),
        StepKind.Publish => new Answer.Publication(today, [$"https://{w.Context.Municipality}.example.org/{w.Context.Year}/{step.Id}"]),
        StepKind.Proposals kind => Proposals(kind, chance),
        StepKind.Evaluation => new Answer.Evaluation(
            $"Д-{chance.Of("contract").Between(10, 990)}",
            task.AssignedOn,
            [new(People[0], "Институт за социални оценки", null), new(People[1], "Институт за социални оценки", null)],
            await papers.HandIn("inception", w, task.Owner, task.Received.Count + 1),
            await Document(w, task)),
        StepKind.Activity => new Answer.Done(chance.Of("note").OneOf(Notes)),
        _ => throw new InvalidOperationException($"Nobody answers {step.Kind}."),
    };

    public const string Place = "Заседателна зала на общината";

    private ValueTask<DocumentRef> Document(Workflow w, WorkflowTask task) =>
        papers.HandIn(task.Id.Value, w, task.Owner, task.Received.Count + 1);

    private static List<TeamMember> Members(Workflow w, StepKind.FormTeam kind, Chance chance)
    {
        var first = chance.Of("member").Between(0, People.Length - 1);
        return
        [
            .. kind.Composition
                .SelectMany(role => Enumerable.Repeat(w.Context.InRole(role.Key).First().Id, role.Value))
                .Select((institution, i) => new TeamMember(People[(first + i) % People.Length], institution, null)),
        ];
    }

    /// <summary>Now and then nobody of one group comes the first time; the meeting that is held instead has everybody.</summary>
    private static Dictionary<string, int> Present(Workflow w, WorkflowTask task, Chance chance)
    {
        var groups = w.Template.Meetings?.Groups ?? [];
        var missing = task.Received.IsEmpty && groups.Count > 1 && chance.Of("group missing").Percent(12)
            ? chance.Of("which group").OneOf(groups).Id
            : null;
        return groups.ToDictionary(g => g.Id, g => g.Id == missing ? 0 : chance.Of(g.Id).Between(2, 14));
    }

    private static Answer.Opinion Opinion(StepKind.Opinion kind, WorkflowTask task, Chance chance) => chance.Of("verdict").Between(0, 99) switch
    {
        < 75 => new(OpinionVerdict.Positive, null),
        < 93 => new(OpinionVerdict.WithRemarks, "Да се допълнят данните за малките населени места."),
        _ when kind.Agreement is Agreement.Required && task.Round > 1 => new(OpinionVerdict.Positive, null),
        _ => new(OpinionVerdict.Negative, "Изводите не следват от данните."),
    };

    /// <summary>The council returns a package once at the most, and refuses only a case now and then, never what a cycle needs.</summary>
    private Answer.Decision Decision(Workflow w, WorkflowTask task, DateOnly today, Chance chance)
    {
        var number = chance.Of("number").Between(10, 990).ToString(CultureInfo.InvariantCulture);
        return chance.Of("outcome").Between(0, 99) switch
        {
            < 10 when task.Round == 1 => new(DecisionOutcome.Returned, number, today, "Да се допълни обосновката на разходите."),
            < 16 when cases.Contains(w.Template.Id) => new(DecisionOutcome.Rejected, number, today, "Не се подкрепя."),
            _ => new(DecisionOutcome.Approved, number, today, null),
        };
    }

    private static Answer.Proposals Proposals(StepKind.Proposals kind, Chance chance)
    {
        var count = chance.Of("how many").Between(0, 3);
        return count == 0
            ? new([], "Стратегията не се нуждае от промени тази година.")
            : new(
                [
                    .. Enumerable.Range(1, count).Select(i => new Proposal(
                        chance.Of($"level {i}").OneOf(kind.Levels).Id, $"{i}.{chance.Of($"target {i}").Between(1, 4)}", "Да се разшири обхватът.", "Чакащите са повече от местата.")),
                ],
                null);
    }

    private static Dictionary<string, string> Fields(Step step, DateOnly today, Chance chance) => step.Fields.ToDictionary(f => f.Id, f => f.Type switch
    {
        FieldType.Number => ((f.Minimum ?? 0) + chance.Of(f.Id).Between(1, 40)).ToString(CultureInfo.InvariantCulture),
        FieldType.Date => today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldType.YesNo => "yes",
        FieldType.Choice => chance.Of(f.Id).OneOf(f.Options).Id,
        _ => chance.Of(f.Id).OneOf(Notes),
    });
}
