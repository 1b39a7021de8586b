using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.History;
using Workflows.Core.Reports;
using Workflows.Web.Files;

namespace Workflows.Web.Reports;

/// <summary>Drafts reports from the record as it stands. Whether the reader may see it is the caller's question.</summary>
public sealed class ReportDesk(StrategyHistories histories, TemplateLibrary library, TimeProvider time)
{
    /// <summary>Null when there is no such strategy.</summary>
    public async ValueTask<Drafted?> Draft(StrategyId id, ReportKind kind, int year, Language language, CancellationToken cancellation)
    {
        if (await histories.Load(id, cancellation) is not { } history)
            return null;
        var answered = Report.Of(history, kind, year, CivilTime.DateOf(time.GetUtcNow()), library.Templates.GetValueOrDefault);
        return answered.Report is { } report
            ? new(Composer.Compose(report, history.Indicators, language), null)
            : new(null, answered.Rejection);
    }
}

/// <summary>A report, or why there is none.</summary>
public sealed record Drafted(ReportDocument? Document, Rejection? Rejection);
