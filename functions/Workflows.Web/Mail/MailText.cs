using System.Globalization;
using System.Reflection;
using System.Resources;
using Workflows.Core;

namespace Workflows.Web.Mail;

/// <summary>
/// The words of mails and calendar events, from MailText.bg.resx and MailText.en.resx. A text that is missing in a language is an
/// error, never a sentence in the other one.
/// </summary>
internal static class MailText
{
    private static readonly ResourceManager Bg = Resource("bg");
    private static readonly ResourceManager En = Resource("en");

    public static string In(Language language, string key, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, Template(language, key), arguments);

    private static string Template(Language language, string key) =>
        (language == Language.Bg ? Bg : En).GetString(key, CultureInfo.InvariantCulture)
        ?? throw new MissingManifestResourceException($"The mail text {key} is missing in {language}.");

    private static ResourceManager Resource(string language) =>
        new($"{typeof(MailText).FullName}.{language}", Assembly.GetExecutingAssembly());
}
