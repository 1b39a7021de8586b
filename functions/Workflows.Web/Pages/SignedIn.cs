using Workflows.Core.Ports;
using Workflows.Web.Keys;

namespace Workflows.Web.Pages;

/// <summary>Whose session a request belongs to; set where it was found.</summary>
public sealed record SignedIn(BrowserSession Session, Person Person)
{
    public Caller Caller { get; } = new(Person.Id, Person.Role, Person.Municipality, null);
}
