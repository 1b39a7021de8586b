using Workflows.Core;

namespace Workflows.Web.Reports;

/// <summary>The words of reports, from ReportText.bg.resx and ReportText.en.resx.</summary>
internal static class ReportText
{
    private static readonly TextsInTwoLanguages Texts = new(typeof(ReportText));

    public static string In(Language language, string key, params object[] arguments) => Texts.In(language, key, arguments);
}
