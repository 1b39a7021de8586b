using Workflows.Core;

namespace Workflows.Web.Sheets;

/// <summary>The words of sheets and of what is wrong in them, from SheetText.bg.resx and SheetText.en.resx.</summary>
internal static class SheetText
{
    private static readonly TextsInTwoLanguages Texts = new(typeof(SheetText));

    public static string In(Language language, string key, params object[] arguments) => Texts.In(language, key, arguments);

    public static LocalText Of(string key, params object[] arguments) => new(In(Language.Bg, key, arguments), In(Language.En, key, arguments));
}
