using Workflows.Core;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using Workflows.Web.Files;

namespace Workflows.Web.Tests.Duties;

/// <summary>Finds what carries the duties in templates, strategies and the types of the core.</summary>
internal sealed class DutyCarriers(TemplateLibrary library)
{
    /// <summary>Every duty that a template or a strategy lists, with the file that does.</summary>
    public IEnumerable<(string Duty, string Where)> Listed() =>
    [
        .. library.Templates.Values.SelectMany(t => t.Steps.SelectMany(s => s.Source.Duties.Select(d => (d, $"step {t.Id}/{s.Id}")))),
        .. library.Strategies.SelectMany(s => s.Value.Records.Concat(s.Value.Institutions.SelectMany(i => i.Duties))
            .SelectMany(r => r.Duties.Select(d => (d, $"record {s.Key}/{r.Id}")))),
        .. library.Strategies.SelectMany(s => OfPlan(s.Value).Select(d => (d, $"plan {s.Key}"))),
    ];

    /// <summary>Why the carrier does not carry the duty; null when it does.</summary>
    public string? Problem(Carrier carrier, string duty) => carrier.Kind switch
    {
        "step" => library.Templates.GetValueOrDefault(TemplateId.Create(carrier.Owner))?.Steps.FirstOrDefault(s => s.Id.Value == carrier.Name) is { } step
            ? Lists(step.Source.Duties, duty)
            : "there is no such step",
        "rule" => typeof(Template).Assembly.GetType(carrier.Owner) is null ? "there is no such type" : null,
        _ => library.Strategies.GetValueOrDefault(carrier.Owner) is { } strategy ? Problem(strategy, carrier, duty) : "there is no such strategy",
    };

    private static string? Problem(Strategy strategy, Carrier carrier, string duty) => carrier.Kind switch
    {
        "institution" => strategy.Institutions.FirstOrDefault(i => i.Id.Value == carrier.Name) is { } institution
            ? Lists(institution.Duties.SelectMany(d => d.Duties), duty)
            : "there is no such institution",
        "record" => strategy.Records.Concat(strategy.Institutions.SelectMany(i => i.Duties)).Where(r => r.Id == carrier.Name).ToList() is { Count: > 0 } records
            ? Lists(records.SelectMany(r => r.Duties), duty)
            : "there is no such record",
        "plan" => Lists(OfPlan(strategy), duty),
        "service" => strategy.Services.Any(s => s.Id.Value == carrier.Name) ? null : "there is no such service",
        "indicator" => strategy.Indicators.Any(i => i.Id.Value == carrier.Name) ? null : "there is no such indicator",
        "dimension" => strategy.Dimensions.Any(d => d.Id == carrier.Name) ? null : "there is no such dimension",
        _ => "there is no such kind of carrier",
    };

    private static string? Lists(IEnumerable<string> duties, string duty) => duties.Contains(duty) ? null : "it does not list the duty";

    private static IEnumerable<string> OfPlan(Strategy strategy)
    {
        var goals = strategy.Priorities.SelectMany(p => p.Goals).ToList();
        var measures = goals.SelectMany(g => g.Measures).ToList();
        var activities = measures.SelectMany(m => m.Activities).ToList();
        return
        [
            .. strategy.Priorities.SelectMany(p => p.Duties),
            .. goals.SelectMany(g => g.Duties),
            .. measures.SelectMany(m => m.Duties),
            .. activities.SelectMany(a => a.Duties),
            .. activities.SelectMany(a => a.Points).SelectMany(p => p.Duties),
        ];
    }
}
