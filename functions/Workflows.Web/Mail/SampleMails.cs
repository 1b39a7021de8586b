using System.Collections.Immutable;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using Workflows.Web.Files;
using Workflows.Web.Links;

namespace Workflows.Web.Mail;

/// <summary>
/// Every mail that can be sent, with a shipped strategy and invented people, to be looked at. Nothing of it is stored or sent, and its links lead
/// nowhere.
/// </summary>
internal sealed class SampleMails(TemplateLibrary library, MailComposer composer, LinkMails links, MailSettings settings)
{
    public const string Digest = "Digest", SignIn = "SignIn", NewLink = "NewLink", Recommendation = "Recommendation", LateRecommendation = "LateRecommendation";

    private const string Token = "sample";

    private static readonly DocumentRef Document = new(new(new string('a', 64)), "доклад.pdf", 184_320);

    public static IReadOnlyList<string> All { get; } = [.. Enum.GetNames<MailKind>(), Recommendation, LateRecommendation, Digest, SignIn, NewLink];

    /// <param name="kind">One of <see cref="All"/>.</param>
    public OutgoingMail Of(string kind, Language language)
    {
        var name = language is Language.Bg ? "Мария Иванова" : "Maria Ivanova";
        var contact = new Contact(name, "maria@example.org", language);
        var strategy = library.Strategies.OrderBy(s => s.Key, StringComparer.Ordinal).Last().Value;
        var sample = new SampleYear(strategy, library.Templates[strategy.Workflows[0].Template]);
        var entry = new LedgerEntry("access/sample/0", IOutbox.Stream, strategy.Municipality.Id, "send-link", null, EffectState.Sending, sample.Now, sample.Now, 1, null, default);
        switch (kind)
        {
            case SignIn:
                return links.SignIn(new("sample", name, contact.Email, language, ActorKind.Coordinator, strategy.Municipality.Id, sample.Now, null), entry, Token);
            case NewLink:
                var asked = sample.Task(sample.Asked, new Core.Engine.TaskStatus.Assigned());
                return links.NewLink(contact, strategy.Find(asked.Owner)!, entry, sample.With(asked), asked, Token);
            case Recommendation:
                return Compose(sample, contact, [Recommended(sample, MailKind.Reminder, sample.Today.AddDays(14))]);
            case LateRecommendation:
                return Compose(sample, contact, [Recommended(sample, MailKind.Escalation, sample.Today.AddDays(-3))]);
            case Digest:
                return Compose(sample, contact, [Item(sample, MailKind.Reminder), Item(sample, MailKind.Escalation)]);
            default:
                return Compose(sample, contact, [Item(sample, Enum.Parse<MailKind>(kind))]);
        }
    }

    private OutgoingMail Compose(SampleYear sample, Contact contact, IReadOnlyList<MailItem> items)
    {
        var to = sample.Strategy.Find(items[0].Mail.To)!;
        var tokens = items.SelectMany(i => i.Workflow.Tasks.Keys.Select(t => (i.Workflow.Id, t))).Distinct().ToDictionary(t => t, _ => Token);
        return composer.Compose(new(sample.Strategy, to, [.. items.Select(i => i.Key)], sample.Now, items), contact, new(settings, tokens, Token));
    }

    /// <summary>The owner is reminded of a recommendation, the coordinator is told that it is overdue.</summary>
    private static MailItem Recommended(SampleYear sample, MailKind kind, DateOnly due)
    {
        const string Id = "sample.1";
        var origin = sample.Task(sample.Asked, new Core.Engine.TaskStatus.Accepted());
        var proposal = new Proposal(Proposal.OfService, "Дневен център", "Рампа на входа", "Пред входа има стълби.");
        var w = sample.With(origin);
        w = w with { Recommendations = w.Recommendations.SetItem(Id, new(origin.Id, proposal, RecommendationFate.Adopted, "№ 214", origin.Owner, due, sample.Today.AddDays(-30))) };
        var to = kind is MailKind.Escalation ? sample.Strategy.Coordinator : origin.Owner;
        return new($"{w.Id}/{Id}/0", new(kind, w.Id, to, [], [], null, null, [Id]), new WorkflowState.Running(w), w);
    }

    private static MailItem Item(SampleYear sample, MailKind kind)
    {
        (WorkflowTask? Task, string? Text) told = kind switch
        {
            MailKind.Receipt => (sample.Task(sample.Document, new Core.Engine.TaskStatus.Submitted(sample.Today), new Answer.Document(Document, null)), null),
            MailKind.Accepted => (sample.Task(sample.Document, new Core.Engine.TaskStatus.Accepted(), new Answer.Document(Document, null)), "Благодарим за навременния отговор."),
            MailKind.Returned => (
                sample.Task(sample.Document, new Core.Engine.TaskStatus.Returned(sample.Today, "Липсва"), new Answer.Document(Document, null)),
                "Липсва подписът на директора. Приложете подписания екземпляр."),
            MailKind.Withdrawal => (sample.Task(sample.Asked, new Core.Engine.TaskStatus.Waived(Actor.System, "")), "Данните вече са предоставени."),
            MailKind.Invitation => (sample.Meeting(), null),
            MailKind.Decision => (
                sample.Task(sample.Decision, new Core.Engine.TaskStatus.Accepted(), new Answer.Decision(DecisionOutcome.Approved, "№ 214", sample.Today, null)), null),
            MailKind.Publication => (
                sample.Task(sample.Publication, new Core.Engine.TaskStatus.Accepted(), new Answer.Publication(sample.Today, ["https://example.org/"])), null),
            MailKind.DeadlineMoved => (sample.Task(sample.Asked, new Core.Engine.TaskStatus.Assigned()), "Дадени са още пет работни дни."),
            MailKind.Comment => (sample.Task(sample.Asked, new Core.Engine.TaskStatus.Assigned()), "Може ли да уточните за кой период са данните?"),
            MailKind.Suspended or MailKind.Resumed or MailKind.Ended => (null, kind is MailKind.Suspended ? "Извънредно заседание на Общинския съвет." : null),
            _ => (sample.Task(sample.Asked, new Core.Engine.TaskStatus.Assigned()), null),
        };
        var (task, text) = told;
        var w = task is null ? sample.Workflow : sample.With(task);
        var to = kind is MailKind.Escalation or MailKind.Ended || task is null ? sample.Strategy.Coordinator : task.Owner;
        return new(
            $"{w.Id}/{(int)kind + 1}/0",
            new(kind, w.Id, to, task is null ? [] : [task.Id], [], text, null),
            kind is MailKind.Ended ? new WorkflowState.Completed(w, sample.Today) : new WorkflowState.Running(w),
            w);
    }
}

/// <summary>A workflow as it is just after it was opened, into which any task can be put.</summary>
internal sealed class SampleYear
{
    private readonly WorkflowTask _first;

    public SampleYear(Strategy strategy, Template template)
    {
        (Strategy, Now) = (strategy, new DateTimeOffset(strategy.Period.FirstYear, 3, 7, 8, 0, 0, TimeSpan.Zero));
        var id = new WorkflowId($"{strategy.Id}.sample.{strategy.Period.FirstYear}");
        var opened = WorkflowDecider.Decide(
            WorkflowState.Initial, new WorkflowCommand.Open(id, template, WorkflowContext.Of(strategy, strategy.Period.FirstYear)), Actor.System, Now);
        Workflow = WorkflowViews.WorkflowOf(WorkflowFold.Fold(((Decided<WorkflowEvent>.Events)opened).List))!;
        _first = Workflow.Tasks.Values.First();
    }

    public Strategy Strategy { get; }

    public DateTimeOffset Now { get; }

    public DateOnly Today => CivilTime.DateOf(Now);

    public Workflow Workflow { get; }

    public Step Asked => Workflow.StepOf(_first)!;

    public Step Document => First(s => s.Kind is StepKind.Report or StepKind.Plan);

    public Step Decision => First(s => s.Kind is StepKind.Decision);

    public Step Publication => First(s => s.Kind is StepKind.Publish);

    public WorkflowTask Task(Step step, Core.Engine.TaskStatus status, Answer? answer = null)
    {
        var owner = Workflow.Context.InRole(step.Owners[0]).First().Id;
        ImmutableList<Received> received = answer is null
            ? []
            : [new(1, Now, Actor.Of(owner), DeadlineStanding.InTime, new(answer, ImmutableDictionary<string, string>.Empty, []))];
        return _first with { Id = new($"{step.Id}.sample"), Step = step.Id, Owner = owner, Service = null, Status = status, Received = received };
    }

    public WorkflowTask Meeting() => Task(First(s => s.Kind is StepKind.Meeting), new Core.Engine.TaskStatus.Assigned()) with
    {
        Meeting = new(Today.AddDays(14), new(14, 30), "Зала 1", "Обсъждане на оценката на нуждите", new(16, 0)),
    };

    public Workflow With(WorkflowTask task) => Workflow with { Tasks = Workflow.Tasks.SetItem(task.Id, task), Unfinished = Workflow.Unfinished.SetItem(task.Id, task) };

    private Step First(Func<Step, bool> wanted) => Workflow.Template.Steps.First(wanted);
}
