namespace Workflows.Core.Engine;

/// <summary>What a command leads to: events, none of them when it had its effect before, or a rejection that changes nothing.</summary>
public abstract record Decided<TEvent>
{
    private Decided()
    {
    }

    public sealed record Events(IReadOnlyList<TEvent> List) : Decided<TEvent>;

    public sealed record Refused(Rejection Rejection) : Decided<TEvent>;
}
