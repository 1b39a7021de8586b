using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.Web.Mail;

namespace Workflows.Web.Links;

/// <summary>Makes the links that mails carry. A link that still works is carried again, so a repeated mail says what it said before.</summary>
public sealed class LinkIssuer(ILinks links, LinkSecret secret, MailSettings settings)
{
    /// <summary>Everything that a mail to the contact may link to.</summary>
    /// <param name="tasks">Those that the institution may answer.</param>
    /// <param name="owedAt">When the mail was owed, in UTC.</param>
    internal async ValueTask<TaskLinks> For(
        Strategy strategy, Institution institution, Contact contact, IEnumerable<(Workflow Workflow, WorkflowTask Task)> tasks, DateTimeOffset owedAt)
    {
        // Who coordinates signs in, and sees more there than a link would show.
        if (institution.Id == strategy.Coordinator)
            return new(settings);
        var tokens = new Dictionary<(WorkflowId, TaskId), string>();
        foreach (var (workflow, task) in tasks)
            tokens[(workflow.Id, task.Id)] = await Token(BearerOf(strategy, institution, contact, (workflow.Id, task.Id)), task, owedAt);
        return new(settings, tokens, await Token(BearerOf(strategy, institution, contact, null), null, owedAt));
    }

    /// <summary>A contact's link to all tasks of the institution.</summary>
    /// <param name="now">In UTC.</param>
    public async ValueTask<Uri> ToAll(Strategy strategy, Institution institution, Contact contact, DateTimeOffset now) =>
        new TaskLinks(settings, all: await Token(BearerOf(strategy, institution, contact, null), null, now)).All!;

    /// <summary>The token of the newest link that still works, or of a new one.</summary>
    /// <param name="task">The bearer's task, as it stands.</param>
    internal async ValueTask<string> Token(LinkBearer bearer, WorkflowTask? task, DateTimeOffset now)
    {
        while (true)
        {
            var newest = (await links.List(new(bearer.Key, Limit: int.MaxValue))).MaxBy(l => l.Number);
            // A token of another secret cannot be made again; its link goes on working.
            if (newest is not null && LinkTerms.MayBeSentAgain(newest, task, now)
                && LinkToken.Of(secret, bearer, newest.Number) is var known && LinkToken.HashOf(known) == newest.Hash)
                return known;
            var number = (newest?.Number ?? 0) + 1;
            var token = LinkToken.Of(secret, bearer, number);
            var link = new Link(LinkToken.IdOf(bearer, number), LinkToken.HashOf(token), bearer, number, now, LinkTerms.EndOf(bearer.Purpose, now), null);
            if (await links.Add(link))
                return token;
        }
    }

    internal static LinkBearer BearerOf(Strategy strategy, Institution institution, Contact contact, (WorkflowId Workflow, TaskId Task)? task) => new(
        task is null ? LinkPurpose.Institution : LinkPurpose.Task,
        LinkToken.HolderOf(contact),
        strategy.Municipality.Id,
        strategy.Id,
        institution.Id,
        task?.Workflow,
        task?.Task);
}
