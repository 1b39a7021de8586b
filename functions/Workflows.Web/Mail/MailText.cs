using Workflows.Core;

namespace Workflows.Web.Mail;

/// <summary>The words of mails and calendar events, from MailText.bg.resx and MailText.en.resx.</summary>
internal static class MailText
{
    private static readonly TextsInTwoLanguages Texts = new(typeof(MailText));

    public static string In(Language language, string key, params object[] arguments) => Texts.In(language, key, arguments);
}
