using Workflows.Core;

namespace Workflows.Web.Pages.Administration;

/// <summary>A length of time in its greatest whole unit: what is late by days need not be told in minutes.</summary>
internal static class Durations
{
    public static string Of(TimeSpan length, Language language) => length switch
    {
        { TotalDays: >= 1 } => Texts.In<AdministrationText>(language, "Days", (int)length.TotalDays),
        { TotalHours: >= 1 } => Texts.In<AdministrationText>(language, "Hours", (int)length.TotalHours),
        { TotalMinutes: >= 1 } => Texts.In<AdministrationText>(language, "Minutes", (int)length.TotalMinutes),
        _ => Texts.In<AdministrationText>(language, "Seconds", (int)length.TotalSeconds),
    };
}
