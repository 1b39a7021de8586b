using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Pages.Cycles;

/// <summary>Who did something, by name where there is one.</summary>
public sealed class ActorNames
{
    private readonly Dictionary<string, string> _people;

    private ActorNames(Dictionary<string, string> people) => _people = people;

    internal static async ValueTask<ActorNames> Of(IEnumerable<Actor> actors, IPeople people, CancellationToken cancellation)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in actors.Where(a => a.Kind is ActorKind.Coordinator or ActorKind.Administrator).Select(a => a.Id).Distinct())
        {
            if (await people.List(new(Id: id), cancellation) is [var person])
                names[id] = person.Name;
        }

        return new(names);
    }

    /// <summary>A person’s; null for others.</summary>
    public string? Of(Actor actor) => _people.GetValueOrDefault(actor.Id);

    public string Of(Actor actor, Workflow w, Language language) => actor.Kind switch
    {
        ActorKind.System => Texts.In<CyclesText>(language, "Actor_System"),
        ActorKind.Institution => w.Context.Find(new InstitutionId(actor.Id))?.Name.In(language) ?? actor.Id,
        _ => _people.GetValueOrDefault(actor.Id) ?? Texts.In<CyclesText>(language, "Actor_Key", actor.Id),
    };
}
