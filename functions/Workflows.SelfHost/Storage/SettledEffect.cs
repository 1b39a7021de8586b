using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>What a delivery leaves in its row.</summary>
/// <param name="NotBefore">Null leaves it as it was.</param>
internal readonly record struct SettledEffect(EffectState State, DateTimeOffset? NotBefore, string? Note)
{
    public static SettledEffect By(Delivery delivery) => delivery switch
    {
        Delivery.Sent sent => new(EffectState.Sent, null, sent.Note),
        Delivery.Later later => new(EffectState.Owed, later.NotBefore, later.Note),
        Delivery.Failed failed => new(EffectState.Failed, null, failed.Note),
        Delivery.Dropped dropped => new(EffectState.Dropped, null, dropped.Note),
        Delivery.Unknown unknown => new(EffectState.Unknown, unknown.NotBefore ?? DateTimeOffset.MaxValue, unknown.Note),
        _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
    };
}
