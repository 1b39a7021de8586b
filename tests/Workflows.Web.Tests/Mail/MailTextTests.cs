using System.Collections;
using System.Resources;
using System.Text.RegularExpressions;
using Workflows.Core.Engine;
using Workflows.Web.Mail;

namespace Workflows.Web.Tests.Mail;

public sealed partial class MailTextTests
{
    private static readonly Dictionary<string, string> Bg = Read("bg");
    private static readonly Dictionary<string, string> En = Read("en");

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        Assert.NotEmpty(Bg);
        Assert.Equal(Bg.Keys.Order(StringComparer.Ordinal), En.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_languages_say_something_and_use_the_same_arguments() =>
        Assert.All(Bg, text =>
        {
            Assert.False(string.IsNullOrWhiteSpace(text.Value));
            Assert.False(string.IsNullOrWhiteSpace(En[text.Key]));
            Assert.Equal(Arguments(text.Value), Arguments(En[text.Key]));
        });

    [Fact]
    public void Every_kind_of_mail_and_every_cause_has_its_words()
    {
        Assert.All(Enum.GetNames<MailKind>(), kind => Assert.Contains($"{kind}_Subject", Bg));
        Assert.All(Enum.GetNames<WithdrawalCause>(), cause => Assert.Contains($"Withdrawal_{cause}", Bg));
        Assert.All(Enum.GetNames<DecisionOutcome>(), outcome => Assert.Contains($"Outcome_{outcome}", Bg));
    }

    private static string[] Arguments(string text) =>
        [.. Argument().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Read(string language)
    {
        var name = $"Workflows.Web.Mail.MailText.{language}.resources";
        using var reader = new ResourceReader(typeof(MailComposer).Assembly.GetManifestResourceStream(name)!);
        return reader.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Argument();
}
