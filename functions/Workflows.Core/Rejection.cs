namespace Workflows.Core;

/// <summary>
/// What a user did wrong, as a value. <paramref name="Code"/> is stable and dotted, such as <c>task.closed</c>;
/// <paramref name="Message"/> says what to do; <paramref name="Data"/> names the things involved.
/// </summary>
public sealed record Rejection(string Code, string Message, IReadOnlyDictionary<string, string>? Data = null);
