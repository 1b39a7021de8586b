namespace Workflows.Core.Ports;

/// <summary>Somebody who signs in.</summary>
/// <param name="Email">Lower case; no two valid people share one.</param>
/// <param name="Role">Administrator or coordinator.</param>
/// <param name="Municipality">The only one they see; null, for administrators alone, sees all.</param>
public sealed record Person(
    string Id,
    string Name,
    string Email,
    Language Language,
    ActorKind Role,
    MunicipalityId? Municipality,
    DateTimeOffset AddedAt,
    DateTimeOffset? RevokedAt);

/// <param name="Email">Lower case.</param>
public sealed record PersonQuery(string? Id = null, string? Email = null, MunicipalityId? Municipality = null);

public interface IPeople
{
    /// <summary>False when the id is taken, or a valid person has the address.</summary>
    ValueTask<bool> Add(Person person, CancellationToken cancellation = default);

    /// <summary>Sorted by id, revoked ones included.</summary>
    ValueTask<IReadOnlyList<Person>> List(PersonQuery query, CancellationToken cancellation = default);

    /// <summary>False when there is no such person or they were revoked before.</summary>
    ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default);
}

/// <summary>A browser in which somebody has signed in. The cookie's value is never stored.</summary>
/// <param name="Hash">SHA-256 of the cookie's value, lower-case hexadecimal.</param>
/// <param name="Browser">As the browser names itself, shortened, so that people know their sessions apart.</param>
/// <param name="SeenAt">To the quarter of an hour, in UTC; a session ends some hours after it.</param>
public sealed record BrowserSession(
    string Id, string Hash, string Person, string Browser, DateTimeOffset StartedAt, DateTimeOffset SeenAt, DateTimeOffset? RevokedAt);

/// <summary>A session is touched when it is seen.</summary>
public interface ISessions : IForgets
{
    /// <summary>Adds the session, or replaces when it was last seen; a revoked one stays revoked.</summary>
    ValueTask Save(BrowserSession session, CancellationToken cancellation = default);

    ValueTask<BrowserSession?> FindByHash(string hash, CancellationToken cancellation = default);

    /// <summary>Of one person, sorted by id, revoked ones included.</summary>
    ValueTask<IReadOnlyList<BrowserSession>> Of(string person, CancellationToken cancellation = default);

    /// <summary>False when there is no such session or it was revoked before.</summary>
    ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default);
}
