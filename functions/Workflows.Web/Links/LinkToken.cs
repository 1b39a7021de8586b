using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;

namespace Workflows.Web.Links;

/// <summary>
/// What tokens are derived with: at least 32 random bytes that are kept apart from the database. If they are lost, links that were
/// sent still work, and the next mails carry new ones.
/// </summary>
public sealed record LinkSecret(ReadOnlyMemory<byte> Key)
{
    public const int Bytes = 32;
}

/// <summary>
/// A token is a keyed hash of whose link it is, so that the same mail sent again carries the same link although only the token's own
/// hash is stored.
/// </summary>
internal static class LinkToken
{
    /// <summary>No token is longer; what is longer is not worth hashing.</summary>
    public const int MaxLength = 43;

    public static string Of(LinkSecret secret, LinkBearer bearer, int number) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret.Key.Span, Encoding.UTF8.GetBytes(Numbered(bearer, number))));

    public static string HashOf(string token) => Hex(token);

    /// <summary>For people: says nothing of the token.</summary>
    public static string IdOf(LinkBearer bearer, int number) => $"link-{Hex(Numbered(bearer, number))[..16]}";

    /// <summary>Stands for a contact's address, which is kept in the strategy alone.</summary>
    public static string HolderOf(Contact contact) => HolderOf(contact.Email);

    public static string HolderOf(string email) => Hex(email.Trim().ToLowerInvariant())[..16];

    private static string Numbered(LinkBearer bearer, int number) => string.Create(CultureInfo.InvariantCulture, $"{bearer.Key}|{number}");

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
