using FsCheck;
using FsCheck.Fluent;
using Workflows.Contracts;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;

namespace Workflows.Core.Tests.Engine;

/// <summary>What somebody does next in a random run; the numbers choose among what there is.</summary>
internal sealed record Move(int Kind, int Choice, int Days)
{
    public const int Sequences = 2_000;

    /// <summary>Runs of up to 60 moves. Answers are likelier than interventions, so that runs reach the end of the year.</summary>
    public static Arbitrary<Move[]> Runs { get; } =
        (from length in Gen.Choose(1, 60)
         from moves in (from kind in Gen.Choose(0, 99)
                        from choice in Gen.Choose(0, 10_000)
                        from days in Gen.Choose(0, 12)
                        select new Move(kind, choice, days)).ArrayOf(length)
         select moves).ToArbitrary();

    /// <summary>Checks a property of <see cref="Sequences"/> random runs, each from a workflow just opened.</summary>
    public static void Holds(Action<Story, Move[]> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Sequences),
            Prop.ForAll(Runs, moves => property(Story.Opened(year: moves.Length % 4 == 0 ? 2019 : 2018), moves)));

    public static void Play(Story story, IEnumerable<Move> moves)
    {
        foreach (var move in moves)
            move.On(story);
    }

    public void On(Story story)
    {
        var now = story.Now.AddDays(Days);
        story.On(now.Year, now.Month, now.Day, Kind % 24);
        story.When(Command(story), Kind % 17 == 0 ? Actor.Of(Sample.Provider) : Sample.Coordinator);
    }

    public WorkflowCommand Command(Story story)
    {
        var w = story.Workflow;
        var owed = w.Tasks.Values.Where(t => t.IsOwed).ToList();
        // Tasks of a step that a migration dropped are history.
        var known = w.Tasks.Values.Where(t => w.StepOf(t) is not null).ToList();
        var task = owed.Count > 0 && Kind < 90 ? owed[Choice % owed.Count] : known[Choice % known.Count];
        var step = w.Template.Steps[Choice % w.Template.Steps.Count].Id;
        var today = CivilTime.DateOf(story.Now);
        return Kind switch
        {
            < 45 => new WorkflowCommand.Submit(task.Id, ValidAnswers.For(w, task, Choose(w, task, today))),
            < 60 => w.Tasks.Values.FirstOrDefault(t => t.Status is Core.Engine.TaskStatus.Submitted) is { } submitted
                ? new WorkflowCommand.Accept(submitted.Id, null)
                : new WorkflowCommand.Tick(),
            < 66 => w.Tasks.Values.FirstOrDefault(t => t.Status is Core.Engine.TaskStatus.Submitted) is { } submitted
                ? new WorkflowCommand.Return(submitted.Id, $"Поправете {Choice % 3}")
                : new WorkflowCommand.Tick(),
            < 78 => new WorkflowCommand.Tick(),
            < 80 => new WorkflowCommand.Extend(task.Id, today.AddDays(Choice % 40), "Отсрочка"),
            < 82 => new WorkflowCommand.Reassign(task.Id, Choice % 2 == 0 ? Sample.Town : Sample.Provider, "Заместване"),
            82 => new WorkflowCommand.WaiveTask(task.Id, "Невъзможно"),
            83 => new WorkflowCommand.WaiveStep(step, "Невъзможно"),
            84 => new WorkflowCommand.Suspend("Избори"),
            < 88 => new WorkflowCommand.Resume(),
            88 => new WorkflowCommand.AddTask(step, w.Context.Services[Choice % 2].Id),
            89 => new WorkflowCommand.Migrate(Sample.Template with { Version = 2, Steps = [.. Sample.Template.Steps.Where(s => s.Id.Value != "extra")] }),
            < 93 => new WorkflowCommand.Correct(task.Id, ValidAnswers.For(w, task, Choose(w, task, today.AddDays(-1))), "Грешка"),
            93 => new WorkflowCommand.RecordSecureDelivery(task.Id, 1 + (Choice % 2), $"ССЕВ-{Choice % 3}"),
            94 => new WorkflowCommand.Comment($"c{Choice % 5}", task.Id, "Бележка"),
            95 => new WorkflowCommand.ScheduleMeeting(task.Id, new(today.AddDays(7), new(10, 0), "Зала", null)),
            96 => new WorkflowCommand.ChangeContext(w.Context with { OneOffDays = [new(today.AddDays(Choice % 20), false, new("Ден", "Day"))] }),
            97 when Choice % 10 == 0 => new WorkflowCommand.Cancel("Край"),
            97 when w.Recommendations.Count > 0 => new WorkflowCommand.ChangeContext(w.Context, w.Recommendations.First().Value.Decision),
            98 when w.Recommendations.Count > 0 => new WorkflowCommand.AssignRecommendation(
                w.Recommendations.First().Key, Choice % 2 == 0 ? Sample.Town : Sample.Provider, today.AddDays(Choice % 60)),
            99 when w.Recommendations.Count > 0 => new WorkflowCommand.SettleRecommendation(
                w.Recommendations.First().Key, (RecommendationFate)(Choice % 3), null, Choice % 2 == 0 ? "№ 7" : null),
            _ => new WorkflowCommand.Submit(task.Id, ValidAnswers.For(w, task, new Answer.Done(""))),
        };
    }

    /// <summary>Mostly the plain answer; now and then a negative opinion, a returned package, a visit that recommends, or a meeting that lacks a group.</summary>
    private Answer Choose(Workflow w, WorkflowTask task, DateOnly today)
    {
        var plain = ValidAnswers.For(w, task, today).Answer;
        return (plain, Choice % 7) switch
        {
            (Answer.Opinion, 0) => new Answer.Opinion(OpinionVerdict.Negative, "Не е пълно"),
            (Answer.Decision decision, 0) => decision with { Outcome = DecisionOutcome.Returned, Text = "Допълнете" },
            (Answer.Decision decision, 1) => decision with { Outcome = DecisionOutcome.Rejected, Text = "Не" },
            (Answer.Visit visit, 0 or 1) => visit with { Recommendations = [new("Рампа", visit.Date.AddDays(Choice % 20)), new("Повече места")] },
            (Answer.Meeting meeting, 0) => meeting with { Participants = new Dictionary<string, int> { ["citizens"] = 1 } },
            _ => plain,
        };
    }
}
