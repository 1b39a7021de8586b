namespace Workflows.Core.Ports;

/// <summary>A link that somebody was sent. The token in its address is never stored.</summary>
/// <param name="Id">For people and the audit trail; opens nothing.</param>
/// <param name="Hash">SHA-256 of the token, lower-case hexadecimal.</param>
/// <param name="Bearer">Whom it was sent to and what it opens.</param>
/// <param name="Number">1 for the first link of this bearer and purpose; one more each time one is made anew.</param>
/// <param name="IssuedAt">When the mail that first carried it was owed, in UTC.</param>
/// <param name="ExpiresAt">The earliest moment it can end, in UTC; a task's link lives on as long as its task.</param>
public sealed record Link(
    string Id,
    string Hash,
    LinkBearer Bearer,
    int Number,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt);

/// <param name="Holder">The fingerprint of an institution's contact, or the id of a person.</param>
/// <param name="Strategy">Of the institution; null for a sign-in.</param>
/// <param name="Workflow">With <paramref name="Task"/>: the only task it opens. Null opens all of the institution's.</param>
public sealed record LinkBearer(
    LinkPurpose Purpose,
    string Holder,
    MunicipalityId? Municipality = null,
    StrategyId? Strategy = null,
    InstitutionId? Institution = null,
    WorkflowId? Workflow = null,
    TaskId? Task = null)
{
    /// <summary>One text for equal bearers. No part of it can hold the separator.</summary>
    public string Key => $"{Purpose}|{Holder}|{Strategy}|{Institution}|{Workflow}|{Task}";
}

public enum LinkPurpose
{
    /// <summary>Sees and answers one task.</summary>
    Task,

    /// <summary>Sees and answers all tasks of an institution in a strategy.</summary>
    Institution,

    /// <summary>Begins a session, once.</summary>
    SignIn,
}

/// <param name="Bearer">A <see cref="LinkBearer.Key"/>.</param>
/// <param name="After">Continue after this id; links are sorted by id.</param>
public sealed record LinkQuery(
    string? Bearer = null, MunicipalityId? Municipality = null, InstitutionId? Institution = null, WorkflowId? Workflow = null, TaskId? Task = null,
    string? After = null, int Limit = 100);

public interface ILinks
{
    /// <summary>False when there is a link with this id or hash; nothing is changed then.</summary>
    ValueTask<bool> Add(Link link, CancellationToken cancellation = default);

    ValueTask<Link?> FindByHash(string hash, CancellationToken cancellation = default);

    ValueTask<IReadOnlyList<Link>> List(LinkQuery query, CancellationToken cancellation = default);

    /// <summary>False when there is no such link or it was revoked before: of several callers at once, one is told true.</summary>
    ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default);
}

/// <summary>
/// How often a link was used in one way from one family of addresses on one day: enough to see that it was passed on, with nothing in it
/// that names a machine.
/// </summary>
/// <param name="Day">In Sofia.</param>
/// <param name="Family">ipv4, ipv6 or unknown.</param>
/// <param name="Act">What was done, such as <c>seen</c>, <c>answered</c> or <c>refused</c>.</param>
public sealed record LinkUse(
    string Link, DateOnly Day, string Family, string Act, DateTimeOffset First, DateTimeOffset Last, int Times);

/// <summary>A use is touched when it is last counted.</summary>
public interface ILinkUses : IForgets
{
    /// <summary>Counts one more use.</summary>
    /// <param name="day">In Sofia.</param>
    ValueTask Record(string link, DateOnly day, string family, string act, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>The uses of a link, oldest day first.</summary>
    ValueTask<IReadOnlyList<LinkUse>> Of(string link, CancellationToken cancellation = default);
}
