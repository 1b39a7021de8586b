using System.Diagnostics.CodeAnalysis;
using Workflows.Core.Ports;

namespace Workflows.Web.Api;

/// <summary>A state that a list of workflows is narrowed to.</summary>
internal readonly record struct RunState(string Name) : IParsable<RunState>
{
    private static readonly string[] Names = ["running", "suspended", "completed", "rejected", "cancelled"];

    public static RunState Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var state) ? state : throw new FormatException($"Use one of: {string.Join(", ", Names)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RunState result)
    {
        result = new(s ?? "");
        return Names.Contains(s);
    }
}

/// <summary>A state that a list of tasks is narrowed to.</summary>
internal readonly record struct TaskState(string Name) : IParsable<TaskState>
{
    private static readonly string[] Names = ["assigned", "submitted", "returned", "accepted", "waived", "withdrawn", "lapsed"];

    public static TaskState Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var state) ? state : throw new FormatException($"Use one of: {string.Join(", ", Names)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TaskState result)
    {
        result = new(s ?? "");
        return Names.Contains(s);
    }
}

/// <summary>A state that a list of mails is narrowed to.</summary>
internal readonly record struct MailState(EffectState Value) : IParsable<MailState>
{
    public static MailState Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var state) ? state : throw new FormatException("Use one of: owed, sending, sent, failed, unknown, dropped.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MailState result)
    {
        result = new(s switch
        {
            "owed" => EffectState.Owed,
            "sending" => EffectState.Sending,
            "sent" => EffectState.Sent,
            "failed" => EffectState.Failed,
            "unknown" => EffectState.Unknown,
            "dropped" => EffectState.Dropped,
            _ => (EffectState)(-1),
        });
        return (int)result.Value >= 0;
    }
}
