namespace Workflows.Core.Ports;

/// <summary>A machine's key. The key itself is shown once and never stored.</summary>
/// <param name="Hash">SHA-256 of the key, lower-case hexadecimal.</param>
/// <param name="Role">What its holder may do.</param>
/// <param name="Municipality">The only municipality it sees; null, for administrators alone, sees all.</param>
/// <param name="Institution">For institutions: the one it answers for.</param>
public sealed record ApiKey(
    string Id,
    string Hash,
    string Name,
    ActorKind Role,
    MunicipalityId? Municipality,
    InstitutionId? Institution,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt);

public interface IApiKeys
{
    ValueTask Add(ApiKey key, CancellationToken cancellation = default);

    ValueTask<ApiKey?> FindByHash(string hash, CancellationToken cancellation = default);

    ValueTask<IReadOnlyList<ApiKey>> List(CancellationToken cancellation = default);

    /// <summary>False when there is no such key or it was revoked before.</summary>
    ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default);
}
