using System.Security.Claims;
using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.Web.Keys;

/// <summary>On whose behalf a request comes: the bearer of an API key, somebody who signed in, or an institution through its link.</summary>
/// <param name="KeyId">Of the key, the person or the link.</param>
/// <param name="Municipality">The only municipality it sees; null sees all.</param>
/// <param name="Institution">For institutions: the one it answers for.</param>
/// <param name="Scope">For links: what else narrows it.</param>
public sealed record Caller(string KeyId, ActorKind Role, MunicipalityId? Municipality, InstitutionId? Institution, LinkScope? Scope = null)
{
    private const string RoleClaim = "workflows.role";
    private const string MunicipalityClaim = "workflows.municipality";
    private const string InstitutionClaim = "workflows.institution";

    public Actor Actor => Role switch
    {
        ActorKind.Administrator => Actor.Administrator(KeyId),
        ActorKind.Coordinator => Actor.Coordinator(KeyId),
        ActorKind.Institution => Actor.Of(Institution!.Value),
        _ => throw new InvalidOperationException($"No key acts as {Role}."),
    };

    public bool Sees(MunicipalityId municipality) => Municipality is null || Municipality == municipality;

    public static Caller Of(ApiKey key) => new(key.Id, key.Role, key.Municipality, key.Institution);

    public static Caller Of(ClaimsPrincipal user) => new(
        user.FindFirstValue(ClaimTypes.NameIdentifier)!,
        Enum.Parse<ActorKind>(user.FindFirstValue(RoleClaim)!),
        user.FindFirstValue(MunicipalityClaim) is { } municipality ? new MunicipalityId(municipality) : null,
        user.FindFirstValue(InstitutionClaim) is { } institution ? new InstitutionId(institution) : null);

    internal ClaimsPrincipal ToPrincipal(string scheme)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.NameIdentifier, RoleClaim);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, KeyId));
        identity.AddClaim(new(RoleClaim, Role.ToString()));
        if (Municipality is { } municipality)
            identity.AddClaim(new(MunicipalityClaim, municipality.Value));
        if (Institution is { } institution)
            identity.AddClaim(new(InstitutionClaim, institution.Value));
        return new(identity);
    }
}

/// <param name="Strategy">The only strategy whose institution it is.</param>
/// <param name="Task">The only task; null for all of the institution's.</param>
public sealed record LinkScope(StrategyId Strategy, (WorkflowId Workflow, TaskId Task)? Task);
