using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Workflows.Core.Calendar;

/// <summary>
/// The calendar's words, from CalendarText.bg.resx and CalendarText.en.resx. Each language is a resource of its own, not a
/// satellite with a fallback: a missing text is an error, never a sentence in the other language.
/// </summary>
internal static class CalendarText
{
    private static readonly ResourceManager Bg = Resource("bg");
    private static readonly ResourceManager En = Resource("en");

    public static LocalText Of(string key) => new(In(Language.Bg, key), In(Language.En, key));

    /// <summary>The text with each argument put in in the text's own language.</summary>
    public static LocalText Of(string key, params LocalText[] arguments) =>
        new(Fill(Language.Bg, key, arguments), Fill(Language.En, key, arguments));

    public static string In(Language language, string key, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, Template(language, key), arguments);

    private static string Fill(Language language, string key, LocalText[] arguments) =>
        In(language, key, [.. arguments.Select(argument => argument.In(language))]);

    private static string Template(Language language, string key) =>
        (language == Language.Bg ? Bg : En).GetString(key, CultureInfo.InvariantCulture)
        ?? throw new MissingManifestResourceException($"The calendar text {key} is missing in {language}.");

    private static ResourceManager Resource(string language) =>
        new($"{typeof(CalendarText).FullName}.{language}", Assembly.GetExecutingAssembly());
}
