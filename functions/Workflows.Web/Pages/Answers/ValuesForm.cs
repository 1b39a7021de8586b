using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Parts;

namespace Workflows.Web.Pages.Answers;

/// <summary>
/// The values that an institution owes: a page for each indicator, reached from the form, which lists them. An empty cell is "no data" when
/// its table says why, and missing when it does not.
/// </summary>
internal sealed class ValuesForm : AnswerForm<Answer.Values>
{
    public static IReadOnlyList<Indicator> Owed(AnswerContext c) =>
        [.. ValueSheet.Owed(c.Workflow.Context.Indicators, ((StepKind.CollectIndicators)c.Step.Kind).Kinds, c.Task.Owner)];

    public static IEnumerable<Dimension> Breakdowns(AnswerContext c, Indicator indicator) =>
        c.Workflow.Context.Dimensions.Where(d => indicator.Breakdowns.Contains(d.Id));

    /// <summary>Of a cell; without a dimension, of the total.</summary>
    public static string Cell(Indicator indicator, string? dimension = null, string? part = null) =>
        dimension is null ? $"value-{indicator.Id}" : $"value-{indicator.Id}--{dimension}--{part}";

    /// <summary>Of the reason why cells of a table are empty; with a part, why that one is, where its reason is not the table's.</summary>
    public static string Why(Indicator indicator, string? dimension = null, string? part = null) =>
        $"why-{indicator.Id}{(dimension is null ? "" : $"--{dimension}")}{(part is null ? "" : $"--{part}")}";

    /// <summary>Of the reason why the parts do not add up to the total.</summary>
    public static string Unequal(Indicator indicator, string dimension) => $"differs-{indicator.Id}--{dimension}";

    /// <summary>Of what explains a value, such as a leap of the total against last year's.</summary>
    public static string Comment(Indicator indicator, string? dimension = null, string? part = null) =>
        dimension is null ? $"comment-{indicator.Id}" : $"comment-{indicator.Id}--{dimension}--{part}";

    /// <summary>Of an indicator in the form's list.</summary>
    public static string Entry(Indicator indicator) => $"indicator-{indicator.Id}";

    /// <summary>Whether a field belongs to the values, and not to what the step asks for beside them.</summary>
    public static bool Owns(string field) => field.Split('-')[0] is "value" or "why" or "differs" or "comment";

    /// <summary>Whether everything of the indicator is said; null where nothing is yet.</summary>
    public static bool? IsWhole(FormState form, AnswerContext c, Indicator indicator)
    {
        var scratch = new FormState(form.Values);
        Read(scratch, c, indicator, [], []);
        return scratch.IsValid ? true : form.Values.Any(v => v.Value.Trim().Length > 0 && Belongs(v.Key, indicator)) ? false : null;
    }

    /// <summary>Reads one indicator; what is missing or does not add up is an error of its field.</summary>
    public static void Read(FormState form, AnswerContext c, Indicator indicator, List<IndicatorValue> cells, List<Difference> differences)
    {
        var total = Read(form, c, indicator, null, null, c.Say("Total"), cells);
        if (total is { Value: { } now, Comment: null } && c.LastTotal(indicator.Id) is { } before && Outlier.Is(before, now))
            form.Wrong(Comment(indicator), c.Say("Wrong_Leap", Said(c, before), Said(c, now)));
        foreach (var dimension in Breakdowns(c, indicator))
        {
            var parts = dimension.Parts.Select(p => Read(form, c, indicator, dimension.Id, p.Id, p.Name.In(c.Language), cells)).ToList();
            if (!indicator.AddsUp || total is null || parts.Contains(null) || ValueSheet.Agree(total.Value, [.. parts.Select(p => p!.Value)]))
                continue;
            var reason = form[Unequal(indicator, dimension.Id)];
            if (reason.Length > 0)
                differences.Add(new(indicator.Id, dimension.Id, reason));
            else
                form.Wrong(Unequal(indicator, dimension.Id), c.Say("Wrong_Sum", dimension.Name.In(c.Language), Said(c, parts.Sum(p => p!.Value)), Said(c, total.Value)));
        }
    }

    public override Answer? Read(FormState form, AnswerContext c)
    {
        var (cells, differences) = (new List<IndicatorValue>(), new List<Difference>());
        foreach (var indicator in Owed(c))
        {
            var scratch = new FormState(form.Values);
            Read(scratch, c, indicator, cells, differences);
            if (!scratch.IsValid)
                form.Wrong(Entry(indicator), c.Say("Wrong_Indicator", indicator.Name.In(c.Language)));
        }

        return form.IsValid ? new Answer.Values(cells, differences) : null;
    }

    protected override void FillFrom(FormState form, AnswerContext c, Answer.Values? last)
    {
        foreach (var table in (last?.Cells ?? []).ToLookup(v => (v.Indicator, v.Dimension)))
        {
            if (Owed(c).FirstOrDefault(i => i.Id == table.Key.Indicator) is not { } indicator)
                continue;
            foreach (var value in table)
            {
                form[Cell(indicator, value.Dimension, value.Part)] = value.Value is { } number ? Typed.Number(number, c.Language) : "";
                if (value.Comment is { } comment)
                    form[Comment(indicator, value.Dimension, value.Part)] = comment;
            }

            var reasons = table.Select(v => v.NoData).OfType<string>().Distinct().ToList();
            if (reasons.Count == 1)
                form[Why(indicator, table.Key.Dimension)] = reasons[0];
            else
                FillEach(form, indicator, table);
        }

        foreach (var difference in last?.Differences ?? [])
        {
            if (Owed(c).FirstOrDefault(i => i.Id == difference.Indicator) is { } indicator)
                form[Unequal(indicator, difference.Dimension)] = difference.Reason;
        }
    }

    private static void FillEach(FormState form, Indicator indicator, IEnumerable<IndicatorValue> table)
    {
        foreach (var value in table.Where(v => v.NoData is not null))
            form[Why(indicator, value.Dimension, value.Part)] = value.NoData!;
    }

    protected override IEnumerable<SummaryRow> RowsOf(Answer.Values answer, AnswerContext c) =>
        from indicator in Owed(c)
        select Typed.Row($"{indicator.Code} {indicator.Name.In(c.Language)}", string.Join('\n', Lines(answer, c, indicator)));

    private static IEnumerable<string> Lines(Answer.Values answer, AnswerContext c, Indicator indicator)
    {
        var cells = answer.Cells.Where(v => v.Indicator == indicator.Id).ToDictionary(v => (v.Dimension, v.Part));
        yield return $"{c.Say("Total")}: {Of(null, null)} {(cells.GetValueOrDefault((null, null))?.Value is null ? "" : indicator.Unit.In(c.Language))}".TrimEnd();
        if (cells.GetValueOrDefault((null, null))?.Comment is { } comment)
            yield return c.Say("Leap_Said", comment);
        foreach (var dimension in Breakdowns(c, indicator))
        {
            yield return $"{dimension.Name.In(c.Language)}: {string.Join("; ", dimension.Parts.Select(p => $"{p.Name.In(c.Language)} – {Of(dimension.Id, p.Id)}"))}";
            if (answer.Differences.FirstOrDefault(d => d.Indicator == indicator.Id && d.Dimension == dimension.Id) is { } difference)
                yield return c.Say("Differs_Said", difference.Reason);
        }

        string Of(string? dimension, string? part) => cells.GetValueOrDefault((dimension, part)) switch
        {
            { Value: { } number } => Said(c, number),
            { NoData: { } why } => c.Say("No_Data_Said", why),
            _ => "–",
        };
    }

    private static IndicatorValue? Read(
        FormState form, AnswerContext c, Indicator indicator, string? dimension, string? part, string label, List<IndicatorValue> cells)
    {
        var (field, typed) = (Cell(indicator, dimension, part), form[Cell(indicator, dimension, part)]);
        var why = form[Why(indicator, dimension, part)] is { Length: > 0 } own ? own : form[Why(indicator, dimension)];
        var comment = form[Comment(indicator, dimension, part)] is { Length: > 0 } said ? said : null;
        var read = typed.Length == 0
            ? why.Length > 0 ? new IndicatorValue(indicator.Id, dimension, part, null, why, comment) : null
            : Typed.Number(typed) is { } number ? new IndicatorValue(indicator.Id, dimension, part, number, null, comment) : null;
        if (read is null)
            form.Wrong(field, c.Say(typed.Length == 0 ? "Wrong_Cell_Missing" : "Wrong_Cell_Number", label));
        else
            cells.Add(read);
        return read;
    }

    private static bool Belongs(string field, Indicator indicator) =>
        field == Cell(indicator) || field == Why(indicator) || field.StartsWith($"{Cell(indicator)}--", StringComparison.Ordinal)
        || field.StartsWith($"{Why(indicator)}--", StringComparison.Ordinal);

    private static string Said(AnswerContext c, decimal? number) => number is { } known ? Figures.Number(known, c.Language) : c.Say("No_Data");
}
