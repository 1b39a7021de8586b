using System.Text.Json;
using Workflows.Core;
using Workflows.Core.Templates;

namespace Workflows.Web.Pages.Templates;

/// <summary>What tells two versions of a template apart, step by step.</summary>
public abstract record TemplateDifference
{
    private TemplateDifference(Step step) => Step = step;

    public Step Step { get; }

    public sealed record Added(Step Step) : TemplateDifference(Step);

    public sealed record Removed(Step Step) : TemplateDifference(Step);

    /// <param name="Parts">Names of what differs: owners, years, after, opens, deadline, notice, reminders, escalations, evidence, fields, acceptance, mandatory, title, help, source, kind.</param>
    public sealed record Changed(Step Step, IReadOnlyList<string> Parts) : TemplateDifference(Step);

    private static readonly (string Name, Func<Step, object?> Of)[] Compared =
    [
        ("owners", s => new { s.Owners, s.Assignment }), ("years", s => s.Years), ("after", s => s.After), ("opens", s => s.Opens),
        ("deadline", s => new { s.Deadline, s.ReturnedDays }), ("notice", s => s.Notice), ("reminders", s => s.Reminders),
        ("escalations", s => s.Escalations), ("evidence", s => s.Evidence), ("fields", s => s.Fields), ("acceptance", s => s.Acceptance),
        ("mandatory", s => s.Mandatory), ("title", s => s.Title), ("help", s => s.Help), ("source", s => new { s.Source, s.DueIsChoice }),
        ("kind", s => s.Kind),
    ];

    public static IReadOnlyList<string> PartNames { get; } = [.. Compared.Select(c => c.Name)];

    /// <summary>In the order of the newer version; removed steps come last.</summary>
    public static IReadOnlyList<TemplateDifference> Between(Template before, Template after) =>
    [
        .. after.Steps.Select(s => before.Find(s.Id) is { } old ? (TemplateDifference?)Change(old, s) : new Added(s)).OfType<TemplateDifference>(),
        .. before.Steps.Where(s => after.Find(s.Id) is null).Select(s => new Removed(s)),
    ];

    private static Changed? Change(Step before, Step after) =>
        Compared.Where(c => Text(c.Of(before)) != Text(c.Of(after))).Select(c => c.Name).ToList() is [_, ..] parts ? new(after, parts) : null;

    /// <summary>Lists within records compare by reference; what they say is compared here.</summary>
    private static string Text(object? value) => JsonSerializer.Serialize(value, value is StepKind ? typeof(StepKind) : value?.GetType() ?? typeof(object));
}
