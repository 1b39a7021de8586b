using Workflows.Core.Calendar;
using Workflows.Core.Templates;

namespace Workflows.Core.Tests.Templates;

/// <summary>The plainest steps and templates, to be bent by each test.</summary>
internal static class Given
{
    public static readonly LocalText Text = new("текст", "text");

    private static readonly RoleId Team = RoleId.Create("team");

    public static Step Step(string id, StepKind kind, params string[] after) => new(
        StepId.Create(id),
        [Team],
        Assignment.One,
        StepYears.Always,
        [.. after.Select(StepId.Create)],
        Opens: null,
        new DeadlineRule(DueRule.Parse("03-31"), 5, 10),
        DueIsChoice: true,
        Notice: 5,
        ReminderPlan.Default,
        Escalations: [],
        Evidence: [],
        Fields: [],
        Acceptance.Automatic,
        ReturnedDays: 5,
        Mandatory: true,
        Text,
        Text,
        new StepSource(null, null, [], Text),
        kind);

    public static Step Report(string id, params string[] after) => Step(id, new StepKind.Report(), after);

    public static Step Activity(string id, params string[] after) => Step(id, new StepKind.Activity(), after);

    public static Step In(this Step step, string years) => step with { Years = StepYears.TryParse(years, out var parsed) ? parsed : throw new FormatException(years) };

    public static Step Due(this Step step, string rule) => step with { Deadline = new DeadlineRule(DueRule.Parse(rule), 5, 10) };

    public static Template Template(params Step[] steps) =>
        new(TemplateId.Create("template"), 1, Text, null, new Dictionary<RoleId, LocalText> { [Team] = Text }, null, steps);

    public static IReadOnlyList<StepId> Ids(params string[] ids) => [.. ids.Select(StepId.Create)];
}
