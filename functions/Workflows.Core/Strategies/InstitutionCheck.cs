using Workflows.Core.Templates;

namespace Workflows.Core.Strategies;

/// <summary>Institutions, the people to write to, and services.</summary>
internal static class InstitutionCheck
{
    private static readonly string[] Fundings = ["state-delegated", "municipal", "external"];

    public static IEnumerable<ModelFault> Faults(Strategy strategy) =>
    [
        .. Known(strategy, "coordinator", strategy.Coordinator),
        .. ListCheck.Twice("institutions", strategy.Institutions.Select(i => i.Id.Value)),
        .. Names(strategy.Institutions.Select(i => i.Name), "institutions"),
        .. strategy.Institutions.SelectMany(Institution),
        .. ListCheck.Twice("services", strategy.Services.Select(s => s.Id.Value)),
        .. Names(strategy.Services.Select(s => s.Name), "services"),
        .. strategy.Services.SelectMany(service => Service(strategy, service)),
    ];

    /// <summary>A fault unless the strategy has the institution.</summary>
    public static IEnumerable<ModelFault> Known(Strategy strategy, string path, InstitutionId id) =>
        strategy.Find(id) is null
            ? [new ModelFault(
                path,
                $"no institution is called '{id}': {Nearest.Advice(id.Value, strategy.Institutions.Select(i => i.Id.Value))}")]
            : [];

    /// <summary>Two things of one name cannot be told apart in a mail or on a page.</summary>
    private static IEnumerable<ModelFault> Names(IEnumerable<LocalText> names, string path)
    {
        var seen = new HashSet<(Language, string)>();
        foreach (var (index, name) in names.Index())
        {
            foreach (var language in Enum.GetValues<Language>().Where(language => !seen.Add((language, name.In(language)))))
            {
                yield return new ModelFault(
                    $"{path}/#{index + 1}/name/{(language is Language.Bg ? "bg" : "en")}",
                    $"an earlier one is called '{name.In(language)}' too: give this one a name that tells them apart");
            }
        }
    }

    private static IEnumerable<ModelFault> Institution(Institution institution)
    {
        var path = $"institutions/{institution.Id}";
        var nobody = institution.Contacts.Count == 0
            ? [new ModelFault($"{path}/contacts", "there is nobody to write to: write [{name: …, email: name@example.org, language: bg}]")]
            : Array.Empty<ModelFault>();
        return
        [
            .. PartCheck.Faults($"{path}/id", "institution", institution.Id.Value),
            .. nobody,
            .. ListCheck.Twice($"{path}/contacts", institution.Contacts.Select(c => c.Email.ToLowerInvariant())),
            .. institution.Contacts.Index().Where(c => !EmailCheck.IsPlausible(c.Item.Email)).Select(c => new ModelFault(
                $"{path}/contacts/#{c.Index + 1}/email",
                $"'{c.Item.Email}' is not an e-mail address: write one such as name@example.org, in Latin letters and without spaces")),
            .. RecordCheck.Faults($"{path}/duties", institution.Duties),
        ];
    }

    private static IEnumerable<ModelFault> Service(Strategy strategy, Service service)
    {
        var path = $"services/{service.Id}";
        var funding = Fundings.Contains(service.Funding)
            ? Array.Empty<ModelFault>()
            : [new ModelFault(
                $"{path}/funding",
                $"'{service.Funding}' is not a kind of funding: {Nearest.Advice(service.Funding, Fundings)}")];
        return
        [
            .. PartCheck.Faults($"{path}/id", "service", service.Id.Value),
            .. Known(strategy, $"{path}/provider", service.Provider),
            .. funding,
        ];
    }
}
