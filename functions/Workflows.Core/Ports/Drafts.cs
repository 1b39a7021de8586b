namespace Workflows.Core.Ports;

/// <summary>
/// An answer that was begun and not sent, as it stands in its form. It is no part of any record: it is its holder's alone, and it is
/// gone when the answer is sent.
/// </summary>
/// <param name="Key">Whose it is, of which task.</param>
/// <param name="After">How many answers the task had received when it was begun. With more by now, it is out of date.</param>
/// <param name="Values">By form field, as typed.</param>
public sealed record Draft(DraftKey Key, MunicipalityId Municipality, int After, DateTimeOffset SavedAt, IReadOnlyDictionary<string, string> Values);

/// <param name="Holder">An institution or a person; see the one who makes it. No draft is ever found under another's.</param>
public readonly record struct DraftKey(string Holder, WorkflowId Workflow, TaskId Task);

public interface IDrafts : IForgets
{
    ValueTask<Draft?> Find(DraftKey key, CancellationToken cancellation = default);

    /// <summary>What a holder has begun in a municipality, sorted by workflow and task.</summary>
    ValueTask<IReadOnlyList<DraftKey>> Of(MunicipalityId municipality, string holder, CancellationToken cancellation = default);

    /// <summary>Replaces an earlier draft of the key.</summary>
    ValueTask Save(Draft draft, CancellationToken cancellation = default);

    ValueTask Remove(DraftKey key, CancellationToken cancellation = default);
}

/// <summary>A store of things that are not kept for ever.</summary>
public interface IForgets
{
    /// <summary>Removes what was last touched before this moment, in UTC.</summary>
    ValueTask Forget(DateTimeOffset before, CancellationToken cancellation = default);
}
