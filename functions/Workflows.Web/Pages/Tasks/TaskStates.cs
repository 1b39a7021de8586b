namespace Workflows.Web.Pages.Tasks;

/// <summary>How the state of a task is said and shown.</summary>
internal static class TaskStates
{
    /// <param name="state">As lists name it.</param>
    /// <param name="begun">Whether the reader has a draft of its answer.</param>
    /// <returns>A key of <see cref="TasksText"/>, and the tone of its tag; null for what is done and stands plain.</returns>
    public static (string Key, string? Tone) Of(string state, DateOnly due, DateOnly closed, DateOnly today, bool begun = false) => state switch
    {
        "assigned" or "returned" when today > closed => ("State_Closed", "bad"),
        "assigned" or "returned" when today > due => ("State_Late", "bad"),
        "assigned" when begun => ("State_Begun", "warn"),
        "assigned" => ("State_Assigned", "info"),
        "returned" => ("State_Returned", "warn"),
        "submitted" => ("State_Submitted", null),
        "accepted" => ("State_Accepted", null),
        "waived" => ("State_Waived", null),
        "withdrawn" => ("State_Withdrawn", null),
        "lapsed" => ("State_Lapsed", null),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
