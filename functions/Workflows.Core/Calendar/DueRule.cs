using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Workflows.Core.Calendar;

/// <summary>
/// When something falls due, in a small language for templates and the command line (case does not matter):
/// <list type="bullet">
/// <item><c>03-31</c>, <c>03-31 next year</c>, <c>03-31 year+2</c>: a day of the cycle's year or of a later one;
/// <c>02-29</c> is 28 February in a year that has no 29th</item>
/// <item><c>end of month</c>, <c>end of quarter</c> (those of the opening date), <c>end of year</c>, <c>end of q1</c>…<c>q4</c>,
/// each with the same year suffixes</item>
/// <item><c>10 working days after opening</c>, <c>5 calendar days before council-decision</c>, <c>2 months after opening</c>:
/// counted from the opening or from a step's date, which itself is not counted</item>
/// <item>any of these followed by <c>, next working day</c> or <c>, previous working day</c>: where the date goes when it is not a
/// working day; without it the date stays</item>
/// </list>
/// A rule reaches at most ten years. It prints as it is read: <c>Parse(rule.ToString())</c> equals the rule. In JSON it is its text.
/// </summary>
[JsonConverter(typeof(DueRuleJsonConverter))]
public sealed record DueRule
{
    internal DueRule(DueMoment moment, DueShift shift) => (Moment, Shift) = (moment, shift);

    /// <summary>The id of the step the rule counts from; null when it counts from the opening or from no event at all.</summary>
    public string? AnchorStep => Moment switch
    {
        DueMoment.WorkingDays days => days.Step,
        DueMoment.CalendarDays days => days.Step,
        DueMoment.Months months => months.Step,
        _ => null,
    };

    internal DueMoment Moment { get; }

    internal DueShift Shift { get; }

    /// <summary>Reads a rule; the error says in English what is wrong and what to write instead.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DueRule? rule, [NotNullWhen(false)] out string? error) =>
        DueRuleParser.TryParse(text, out rule, out error);

    /// <summary>Reads a rule known to be right.</summary>
    /// <exception cref="FormatException">The text is no due rule; the message is the error of <see cref="TryParse"/>.</exception>
    public static DueRule Parse(string text) => TryParse(text, out var rule, out var error) ? rule : throw new FormatException(error);

    /// <summary>The one way the rule is written.</summary>
    public override string ToString() => DueRulePrinter.Print(this);

    /// <summary>The date the rule comes to, or null while the step it counts from has no date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Working days are counted in a year the calendar does not know.</exception>
    public DueDate? Resolve(DueContext context) => DueRuleResolver.Resolve(this, context);

    /// <summary>The date of <see cref="Resolve"/> alone, which costs a fraction of the explanation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Working days are counted in a year the calendar does not know.</exception>
    public DateOnly? DateIn(DueContext context) => DueRuleResolver.DateIn(this, context);
}
