using Workflows.Core;

namespace Workflows.Web.Pages.Demo;

/// <summary>
/// The people and institutions that anybody may play in a demo. Only a host whose data is invented registers it; without it there is no
/// door by which somebody comes in unasked.
/// </summary>
public sealed record DemoVisitors(IReadOnlyList<DemoVisitor> All)
{
    internal DemoVisitor? Find(string id) => All.FirstOrDefault(v => v.Id == id);
}

/// <param name="Id">In the address: <c>/demo/{id}</c>.</param>
/// <param name="Name">Whom one plays, as people say it.</param>
/// <param name="Person">The id of a person who signs in; null for an institution.</param>
/// <param name="Link">For an institution: the path of its link.</param>
public sealed record DemoVisitor(string Id, LocalText Name, string? Person, string? Link)
{
    public string Address => Link ?? $"/demo/{Id}";
}
