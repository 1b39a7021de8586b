using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;

namespace Workflows.SelfHost.Simulation;

/// <summary>Counts what happens in one simulated municipality, by the year of the strategy.</summary>
internal sealed class Tally(StrategyPeriod period)
{
    private static readonly RoleId Council = RoleId.Create("municipal-council");

    private readonly YearTally[] _years = [.. Enumerable.Range(0, period.Years).Select(_ => new YearTally())];
    private readonly HashSet<WorkflowId> _approvedReports = [];
    private readonly HashSet<(WorkflowId, TaskId)> _overdue = [];
    private readonly HashSet<string> _digests = [];

    public IReadOnlyList<YearTally> Years => _years;

    public StoredAmounts Stored { get; private set; } = new(0, 0, 0, 0);

    public void Count(Commit saved)
    {
        Stored = Stored.And(saved);
        var mails = saved.Effects.Count(effect => effect.Kind == EffectKinds.SendMail && (effect.Group is null || _digests.Add(effect.Group)));
        if (mails > 0 && saved.Listing.Workflow is { } workflow)
            Year(workflow.Year).Mails += mails;
    }

    /// <param name="w">After the event.</param>
    public void Count(Workflow w, WorkflowEvent e)
    {
        var year = Year(w.Context.Year);
        switch (e)
        {
            case WorkflowEvent.StepPassed x:
                year.Steps++;
                if (x.Passing is Passing.Waived)
                    year.Waived++;
                break;
            case WorkflowEvent.TaskAssigned:
                year.Tasks++;
                break;
            case WorkflowEvent.TaskWaived:
                year.Waived++;
                break;
            case WorkflowEvent.AnswerSubmitted { Received.Standing: not DeadlineStanding.InTime } x:
                Overdue(w, x.Task);
                break;
            case WorkflowEvent.TaskEscalated x:
                Overdue(w, x.Task);
                break;
            case WorkflowEvent.TaskLapsed x:
                Overdue(w, x.Task);
                break;
            case WorkflowEvent.AnswerAccepted x:
                Accepted(w, w.Tasks[x.Task]);
                break;
            case WorkflowEvent.WorkflowCompleted when IsCycle(w):
                year.Cycles++;
                break;
        }
    }

    private void Accepted(Workflow w, WorkflowTask task)
    {
        var year = Year(w.Context.Year);
        switch (w.StepOf(task)?.Kind, task.Received[^1].Submission.Answer)
        {
            case (StepKind.Meeting, _):
                year.Meetings++;
                break;
            case (StepKind.Evaluation, _):
                year.FinalEvaluations++;
                break;
            case (StepKind.Decision kind, Answer.Decision decision):
                year.Decisions++;
                if (decision.Outcome is DecisionOutcome.Approved && ApprovesReport(w, task, kind) && _approvedReports.Add(w.Id))
                    year.ReportsApproved++;
                break;
        }
    }

    private static bool ApprovesReport(Workflow w, WorkflowTask task, StepKind.Decision kind) =>
        IsCycle(w)
        && w.Context.Find(task.Owner)?.Role == Council
        && kind.On.Any(step => w.Template.Find(step)?.Kind is StepKind.Report);

    private static bool IsCycle(Workflow w) => w.Id.Value == $"{w.Context.Strategy}.{StrategyDecider.CycleName}.{w.Context.Year}";

    private void Overdue(Workflow w, TaskId task)
    {
        if (_overdue.Add((w.Id, task)))
            Year(w.Context.Year).Overdue++;
    }

    private YearTally Year(int year) => _years[year - period.FirstYear];
}
