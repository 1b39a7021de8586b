namespace Workflows.Web.Mail;

/// <summary>Outside production, the only addresses that mail goes to: whole addresses, or domains.</summary>
/// <param name="allowed">Such as <c>test@example.org</c> or <c>example.org</c> (its subdomains are not meant). Null allows everybody.</param>
public sealed class RecipientPolicy(IReadOnlyCollection<string>? allowed)
{
    public static RecipientPolicy Everybody { get; } = new(null);

    public bool Allows(string address) =>
        allowed is null || allowed.Any(a => Same(a.Trim(), address) || Same(a.Trim().TrimStart('@'), DomainOf(address)));

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
