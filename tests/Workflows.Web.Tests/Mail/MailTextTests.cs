using Workflows.Contracts;
using Workflows.Core.Engine;
using Workflows.Web.Mail;

namespace Workflows.Web.Tests.Mail;

public sealed class MailTextTests() : TextsContract(typeof(MailText))
{
    [Fact]
    public void Every_kind_of_mail_and_every_cause_has_its_words()
    {
        Assert.All(Enum.GetNames<MailKind>(), kind => Assert.Contains($"{kind}_Subject", Bg));
        Assert.All(Enum.GetNames<WithdrawalCause>(), cause => Assert.Contains($"Withdrawal_{cause}", Bg));
        Assert.All(Enum.GetNames<DecisionOutcome>(), outcome => Assert.Contains($"Outcome_{outcome}", Bg));
    }
}
