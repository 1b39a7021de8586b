using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Links;

/// <summary>How long links live.</summary>
internal static class LinkTerms
{
    /// <summary>After its task has closed a link still shows the receipt for so many days.</summary>
    public const int DaysToReadReceipt = 60;

    /// <summary>A link that was just sent works for so many days, however long ago its task closed.</summary>
    public const int FreshDays = 14;

    /// <summary>A link to all tasks of an institution.</summary>
    public const int InstitutionDays = 180;

    /// <summary>A mail carries a new link to all tasks when the present one would end within so many days.</summary>
    public const int RenewedBefore = 60;

    public static readonly TimeSpan SignIn = TimeSpan.FromHours(1);

    /// <summary>The moment a new link ends at the earliest.</summary>
    public static DateTimeOffset EndOf(LinkPurpose purpose, DateTimeOffset issuedAt) => issuedAt + purpose switch
    {
        LinkPurpose.Task => TimeSpan.FromDays(FreshDays),
        LinkPurpose.Institution => TimeSpan.FromDays(InstitutionDays),
        LinkPurpose.SignIn => SignIn,
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };

    /// <summary>The moment from which the link is expired.</summary>
    /// <param name="task">The link's task, as it stands; null for a link to no single task.</param>
    public static DateTimeOffset EndOf(Link link, WorkflowTask? task)
    {
        var withTask = task is null ? link.ExpiresAt : CivilTime.EndOf(task.Deadline.Closed.AddDays(DaysToReadReceipt));
        return withTask > link.ExpiresAt ? withTask : link.ExpiresAt;
    }

    /// <summary>Whether a mail may carry the link once more.</summary>
    public static bool MayBeSentAgain(Link link, WorkflowTask? task, DateTimeOffset now) =>
        link.RevokedAt is null && EndOf(link, task) - now > link.Bearer.Purpose switch
        {
            LinkPurpose.Institution => TimeSpan.FromDays(RenewedBefore),
            LinkPurpose.SignIn => SignIn / 2,
            _ => TimeSpan.Zero,
        };
}
