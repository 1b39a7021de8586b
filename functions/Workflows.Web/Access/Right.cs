using Microsoft.AspNetCore.Authorization;
using Workflows.Core;

namespace Workflows.Web.Access;

/// <summary>What somebody may do at all. Which things they may do it to, <see cref="Reach"/> decides.</summary>
public enum Right
{
    /// <summary>See and answer tasks: an institution its own, a coordinator any of the municipality.</summary>
    Answer,

    /// <summary>Strategies, cycles and cases; accept, return, extend, waive; links of institutions.</summary>
    Coordinate,

    /// <summary>People, keys, mail and the repair of what is stuck.</summary>
    Administer,
}

/// <summary>Who may do what, for keys, links and people alike. What is public needs none.</summary>
public static class Rights
{
    private static readonly Dictionary<Right, ActorKind[]> Table = new()
    {
        [Right.Answer] = [ActorKind.Institution, ActorKind.Coordinator, ActorKind.Administrator],
        [Right.Coordinate] = [ActorKind.Coordinator, ActorKind.Administrator],
        [Right.Administer] = [ActorKind.Administrator],
    };

    public static bool May(this ActorKind role, Right right) => Table[right].Contains(role);

    internal static AuthorizationPolicy Policy(Right right, string scheme) =>
        new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().RequireRole(Table[right].Select(r => r.ToString())).Build();
}
