using System.Diagnostics;

namespace Workflows.Web.Delivery;

/// <summary>The spans of deliveries. Each goes on with the trace of the request that it was owed in, however much later it comes.</summary>
public static class DeliveryTrace
{
    /// <summary>What a host listens to.</summary>
    public const string Source = "Workflows.Delivery";

    private static readonly ActivitySource Activities = new(Source);

    /// <summary>A batch that was owed in several traces goes on with the first and is linked to the others.</summary>
    internal static Activity? Begin(Batch batch)
    {
        var traces = batch.Entries.Select(e => e.Trace).Distinct().Select(Parse).OfType<ActivityContext>().ToList();
        return Activities.StartActivity(
            $"deliver {batch.Kind}", ActivityKind.Consumer, traces.FirstOrDefault(),
            [new("workflows.effect", batch.Keys[0]), new("workflows.attempts", batch.Attempts)], traces.Skip(1).Select(t => new ActivityLink(t)));
    }

    private static ActivityContext? Parse(string? trace) => ActivityContext.TryParse(trace, null, isRemote: true, out var context) ? context : null;
}
