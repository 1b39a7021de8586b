using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using TaskStatus = Workflows.Core.Engine.TaskStatus;

namespace Workflows.SelfHost.Simulation;

/// <summary>How somebody deals with a task.</summary>
internal enum Manner
{
    InTime,
    Late,

    /// <summary>Asks for more time before the due day.</summary>
    AsksForTime,

    /// <summary>Answers only after the coordinator was told.</summary>
    WaitsForEscalation,

    /// <summary>Answers only after the last escalation, which is the mayor's where the template has one.</summary>
    WaitsForLastEscalation,

    /// <summary>Lets an opinion lapse.</summary>
    Silent,
}

/// <summary>When people answer. Most do so some working days before the due day.</summary>
internal static class Respondent
{
    public static Manner MannerOf(Step step, WorkflowTask task, Chance chance)
    {
        // Whoever has been asked twice answers.
        if (task.Status is TaskStatus.Returned || task.Sequence > 0)
            return Manner.InTime;
        if (step.Kind is StepKind.Opinion { Lapse: Lapse.Passes } && chance.Of("silent").Percent(8))
            return Manner.Silent;
        return chance.Of("manner").Between(0, 99) switch
        {
            < 80 => Manner.InTime,
            < 90 => Manner.Late,
            < 93 => step.Kind is StepKind.Report or StepKind.Plan ? Manner.AsksForTime : Manner.InTime,
            < 97 => step.Escalations.Count > 0 ? Manner.WaitsForEscalation : Manner.Late,
            _ => step.Escalations.Count > 1 ? Manner.WaitsForLastEscalation : Manner.Late,
        };
    }

    /// <summary>The day of the answer; null for whoever waits to be urged or stays silent.</summary>
    public static DateOnly? DayOf(Manner manner, Deadline deadline, DateOnly today, WorkingCalendar calendar, Chance chance) => manner switch
    {
        Manner.InTime => Later(calendar.AddWorkingDays(today, 1), calendar.AddWorkingDays(deadline.Due, -chance.Of("days before").Between(0, 4))),
        Manner.Late => Later(calendar.AddWorkingDays(today, 1), calendar.AddWorkingDays(deadline.Due, chance.Of("days after").Between(1, 4))),
        _ => null,
    };

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
