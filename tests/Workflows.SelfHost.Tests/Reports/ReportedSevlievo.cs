using Workflows.Core;
using Workflows.Core.History;
using Workflows.Core.Reports;
using Workflows.SelfHost.Tests.Simulation;
using Workflows.Web.Reports;

namespace Workflows.SelfHost.Tests.Reports;

/// <summary>Sevlievo's five years, played once, with everything that is reported of them.</summary>
public sealed class ReportedSevlievo : IAsyncLifetime
{
    public static readonly int[] Years = [2016, 2017, 2018, 2019, 2020];

    private readonly Dictionary<(ReportKind, int, Language), ReportDocument> _documents = [];

    /// <summary>After everything has ended.</summary>
    public static DateOnly Today { get; } = new(2021, 12, 31);

    public StrategyHistory History { get; private set; } = null!;

    internal RawRecord Raw { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using var played = await PlayedStrategy.Play("sevlievo-2016-2020");
        (History, Raw) = (StrategyHistory.Of(played.Events), RawRecord.Of(played.Events));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public Report Report(ReportKind kind, int year) => Core.Reports.Report.Of(History, kind, year, Today, Published).Report!;

    public ReportDocument Document(ReportKind kind, int year, Language language = Language.Bg)
    {
        if (!_documents.TryGetValue((kind, year, language), out var document))
            _documents[(kind, year, language)] = document = Composer.Compose(Report(kind, year), History.Indicators, language);
        return document;
    }

    internal static Core.Templates.Template? Published(TemplateId id) => Web.Files.TemplateLibrary.Load().Value!.Templates.GetValueOrDefault(id);
}
