namespace Workflows.Core.Calendar;

/// <summary>The calendar's words, from CalendarText.bg.resx and CalendarText.en.resx.</summary>
internal static class CalendarText
{
    private static readonly TextsInTwoLanguages Texts = new(typeof(CalendarText));

    public static LocalText Of(string key) => new(In(Language.Bg, key), In(Language.En, key));

    /// <summary>The text with each argument put in in the text's own language.</summary>
    public static LocalText Of(string key, params LocalText[] arguments) =>
        new(Fill(Language.Bg, key, arguments), Fill(Language.En, key, arguments));

    public static string In(Language language, string key, params object[] arguments) => Texts.In(language, key, arguments);

    private static string Fill(Language language, string key, LocalText[] arguments) =>
        In(language, key, [.. arguments.Select(argument => argument.In(language))]);
}
