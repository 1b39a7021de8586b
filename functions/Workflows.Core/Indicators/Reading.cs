namespace Workflows.Core.Indicators;

/// <summary>What is known at one place of the database: a number, or why there is none. Zero is a number.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>In the indicator's unit.</summary>
    public decimal? Value => (this as Number)?.Amount;

    public static Reading NotReported { get; } = new Unreported();

    public static Reading Of(IndicatorValue value) => value.Value is { } number ? new Number(number) : new NoData(value.NoData ?? "");

    public sealed record Number(decimal Amount) : Reading;

    /// <param name="Reason">As the source gave it.</param>
    public sealed record NoData(string Reason) : Reading;

    /// <summary>Nobody has answered, or the answer is not approved yet.</summary>
    public sealed record Unreported : Reading;

    /// <summary>It would be computed, but one of its inputs has no number.</summary>
    public sealed record InputMissing(IndicatorId Input) : Reading;

    /// <summary>It would be computed, but the whole that it is a share of is zero.</summary>
    public sealed record NothingToDivideBy(IndicatorId Denominator) : Reading;
}
