using Outcome = Workflows.Core.Ports.Delivery;

namespace Workflows.Web.Delivery;

/// <summary>When a delivery that failed for the moment is tried again: after 1, 2, 4 … minutes, up to 6 hours, 12 attempts in about 20 hours.</summary>
public static class Retries
{
    public const int MostAttempts = 12;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <param name="attempts">How many there have been, this one included.</param>
    public static Outcome Again(int attempts, DateTimeOffset now, string note) =>
        attempts >= MostAttempts
            ? new Outcome.Failed(note)
            : new Outcome.Later(now + DelayAfter(attempts), note);

    public static TimeSpan DelayAfter(int attempts) =>
        TimeSpan.FromMinutes(Math.Min(Math.Pow(2, attempts - 1), Longest.TotalMinutes));
}
