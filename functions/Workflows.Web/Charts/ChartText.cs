using Workflows.Core;

namespace Workflows.Web.Charts;

/// <summary>The words of charts, from ChartText.bg.resx and ChartText.en.resx.</summary>
internal static class ChartText
{
    private static readonly TextsInTwoLanguages Texts = new(typeof(ChartText));

    public static string In(Language language, string key, params object[] arguments) => Texts.In(language, key, arguments);
}
