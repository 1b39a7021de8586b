using Workflows.Core;
using Workflows.Core.Strategies;
using Workflows.Core.Templates;
using Workflows.Web.Files;

namespace Workflows.Web.Tests.Files;

/// <summary>The smallest template and strategy, and their readers.</summary>
internal static class Sample
{
    public const string Template = """
        template: small
        version: 1
        title: {bg: Малък, en: Small}
        roles:
          me-team: {bg: Екип, en: Team}
        steps:
          - id: report
            kind: report
            owner: me-team
            due: 03-31
            title: {bg: Доклад, en: Report}
            help: {bg: Напишете., en: Write.}
            source: {basis: {bg: избор, en: choice}}
          - id: note
            kind: activity
            owner: me-team
            after: [report]
            due: 04-30
            title: {bg: Бележка, en: Note}
            help: {bg: Отбележете., en: Note it.}
            source: {basis: {bg: избор, en: choice}}

        """;

    public const string Strategy = """
        municipality: {id: sample, name: {bg: Примерна, en: Sample}, region: {bg: Габрово, en: Gabrovo}}
        title: {bg: Стратегия, en: Strategy}
        period: {firstYear: 2016, years: 5}
        legalBasis: {bg: ЗСП, en: Social Assistance Act}
        coordinator: team
        institutions:
          - id: team
            role: me-team
            name: {bg: Екип, en: Team}
            contacts: [{name: Мария Иванова, email: team@sample.example.org}]
        services:
          - {id: day-centre, name: {bg: Център, en: Centre}, provider: team, funding: municipal}
        dimensions:
          - {id: sex, name: {bg: Пол, en: Sex}, parts: [{id: women, name: {bg: Жени, en: Women}}, {id: men, name: {bg: Мъже, en: Men}}]}
        indicators:
          - id: children
            code: "1.1"
            name: {bg: Деца, en: Children}
            unit: {bg: деца, en: children}
            kind: progress
            measure: count
            wanted: down
            breakdowns: [sex]
            source: team
            targets: {1: 40}
        workflows:
          - {name: cycle, template: small, opens: 01-04}
        oneOffDays:
          - {date: 2018-03-02, working: false, reason: {bg: Разместен, en: Moved}}

        """;

    public static FileResult<Template> Read(string text) => TemplateFile.Read("small.yaml", text);

    public static FileResult<Strategy> ReadStrategy(string text) =>
        StrategyFile.Read("sample.yaml", text, new Dictionary<TemplateId, Template> { [TemplateId.Create("small")] = Read(Template).Value! });

    /// <summary>The text with one part of it replaced.</summary>
    public static string With(this string text, string part, string other)
    {
        Assert.Contains(part, text, StringComparison.Ordinal);
        var at = text.IndexOf(part, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), other, text.AsSpan(at + part.Length));
    }
}
