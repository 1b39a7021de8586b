using System.Text.Json.Serialization;

namespace Workflows.Core;

/// <summary>Who acts. An institution acts through a link and has no account; the system acts when time passes.</summary>
public sealed record Actor(ActorKind Kind, string Id)
{
    public static Actor System { get; } = new(ActorKind.System, "system");

    public static Actor Of(InstitutionId institution) => new(ActorKind.Institution, institution.Value);

    public static Actor Coordinator(string id) => new(ActorKind.Coordinator, id);

    public static Actor Administrator(string id) => new(ActorKind.Administrator, id);

    /// <summary>Whether the actor runs workflows rather than answers in them.</summary>
    [JsonIgnore]
    public bool Coordinates => Kind is not ActorKind.Institution;

    public bool Is(InstitutionId institution) => Kind is ActorKind.Institution && Id == institution.Value;
}

public enum ActorKind
{
    System,
    Administrator,
    Coordinator,
    Institution,
}
