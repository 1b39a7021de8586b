using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Mail;

namespace Workflows.Web.Delivery;

/// <summary>
/// A mail that was given up, or came back, is noted at each of its tasks, and the coordinator is told. Not of a mail to the coordinator, whose
/// news would come back the same way; administrators see that one in the ledger.
/// </summary>
public sealed class Undelivered(WorkflowRunner workflows, StrategyRunner strategies, TimeProvider time)
{
    /// <summary>Says so once for each attempt.</summary>
    /// <param name="entry">Of a mail, as it was last tried.</param>
    /// <param name="reason">Without anybody's address.</param>
    public async ValueTask Report(LedgerEntry entry, string reason)
    {
        var mail = (Effect.SendMail)EventFormat.ReadEffect(entry.Body);
        var stream = StreamId.Of(mail.Workflow);
        if (WorkflowViews.WorkflowOf((await workflows.Load(stream)).State) is not { } workflow || mail.To == workflow.Context.Coordinator)
            return;
        var text = await Text(workflow, mail, reason);
        // A recommendation stands at the task that it comes from.
        var origins = (mail.Recommendations ?? []).Where(workflow.Recommendations.ContainsKey).Select(id => workflow.Recommendations[id].Origin);
        foreach (var task in mail.Tasks.Concat(mail.ToAccept).Concat(origins).Distinct().Where(workflow.Tasks.ContainsKey))
        {
            var comment = new WorkflowCommand.Comment($"undelivered/{entry.Key}/{entry.Attempts}/{task}", task, text);
            await workflows.Run(stream, comment, Actor.System, time.GetUtcNow());
        }
    }

    private async ValueTask<string> Text(Workflow workflow, Effect.SendMail mail, string reason)
    {
        var strategy = (await strategies.Load(StreamId.Of(workflow.Context.Strategy))).State as StrategyState.Registered;
        var language = strategy?.Strategy.Find(workflow.Context.Coordinator)?.Contacts is [var first, ..] ? first.Language : Language.Bg;
        var name = workflow.Context.Find(mail.To)?.Name.In(language) ?? mail.To.Value;
        return MailText.In(language, "Undelivered", name, reason);
    }
}
