namespace Workflows.Web.Pages.SignIn;

/// <summary>Another system that knows the municipality's people, by OpenID Connect. Who comes from there must have access here all the same.</summary>
/// <param name="Authority">Its address, below which <c>.well-known/openid-configuration</c> lies.</param>
/// <param name="ClientSecret">Null for a public client.</param>
/// <param name="Name">What people call it, such as the municipality's directory.</param>
/// <param name="TrustsEmail">
/// Whether its addresses are believed without <c>email_verified</c>. Only where nobody there can choose an address for themselves, as in the
/// directory of one organisation.
/// </param>
public sealed record OpenIdSettings(Uri Authority, string ClientId, string? ClientSecret, string Name, bool TrustsEmail = false)
{
    /// <summary>Where the other system sends people back to; it has to be told of it.</summary>
    public const string ReturnPath = "/sign-in/openid/return";
}
