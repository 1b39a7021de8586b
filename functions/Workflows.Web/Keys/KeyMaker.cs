using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Web.Keys;

/// <summary>Makes API keys. The secret has 256 random bits, so its plain SHA-256 can neither be guessed nor reversed.</summary>
public static class KeyMaker
{
    /// <summary>Begins every secret, so that one left in a file or a log is recognised.</summary>
    public const string Prefix = "wf_";

    private const int SecretBytes = 32;
    private const int IdBytes = 8;

    /// <summary>Whether role and scope fit: only administrators see every municipality, only institutions answer for one.</summary>
    public static Rejection? Check(ActorKind role, MunicipalityId? municipality, InstitutionId? institution) => (role, municipality, institution) switch
    {
        (ActorKind.Administrator, _, null) => null,
        (ActorKind.Coordinator, not null, null) => null,
        (ActorKind.Institution, not null, not null) => null,
        (ActorKind.Administrator or ActorKind.Coordinator, _, not null) =>
            new("key.scope", "Only a key of the role institution names an institution. Leave it out."),
        (ActorKind.Coordinator or ActorKind.Institution, null, _) =>
            new("key.scope", "A coordinator's or an institution's key belongs to one municipality. Name it."),
        (ActorKind.Institution, _, null) =>
            new("key.scope", "An institution's key answers for one institution. Name it."),
        _ => new("key.role", "A key is for an administrator, a coordinator or an institution."),
    };

    /// <param name="id">Null makes a random one.</param>
    /// <exception cref="ArgumentException"><see cref="Check"/> refuses role and scope.</exception>
    public static NewKey Make(
        string name, ActorKind role, MunicipalityId? municipality, InstitutionId? institution, DateTimeOffset now, string? id = null)
    {
        if (Check(role, municipality, institution) is { } refusal)
            throw new ArgumentException(refusal.Message, nameof(role));
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        id ??= $"key-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}";
        return new(new(id, HashOf(secret), name, role, municipality, institution, now, null), secret);
    }

    /// <summary>SHA-256 of the secret in lower-case hexadecimal: all that is stored of it.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <param name="Secret">Shown once, to whoever asked for the key.</param>
public sealed record NewKey(ApiKey Key, string Secret);
