namespace Workflows.Core.Reports;

/// <summary>What can be drafted from the data. Part of the API and of templates, in kebab case.</summary>
public enum ReportKind
{
    /// <summary>The year: what was planned, done, measured, decided, and what is missing.</summary>
    MonitoringReport,

    /// <summary>Operational plan and plan for monitoring and evaluation of the year itself.</summary>
    YearPlan,

    /// <summary>The same of the year after.</summary>
    NextYearPlan,

    /// <summary>The mayor's account to the council: the year in its figures, goals and decisions.</summary>
    MayorReport,

    /// <summary>To the regional council: done, difficulties, proposals.</summary>
    RegionalReport,

    /// <summary>All years up to the one named, side by side, for the final evaluation.</summary>
    EvaluationDossier,
}
