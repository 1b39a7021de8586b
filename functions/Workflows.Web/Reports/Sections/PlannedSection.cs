using Workflows.Core.Strategies;

namespace Workflows.Web.Reports.Sections;

/// <summary>What the strategy plans: priorities with their goals and activities.</summary>
internal static class PlannedSection
{
    public static IEnumerable<Block> Of(Strategy strategy, Words words)
    {
        yield return new Block.Heading(1, words.T("Chapter_Planned"));
        foreach (var priority in strategy.Priorities)
        {
            yield return new Block.Heading(2, words.T("Priority", priority.Code, words.T(priority.Title)));
            var rows = (from goal in priority.Goals
                        from measure in goal.Measures
                        from activity in measure.Activities
                        select (IReadOnlyList<TableCell>)
                        [
                            activity.Code,
                            words.T(activity.Title),
                            words.T("Coded", goal.Code, words.T(goal.Title)),
                            activity.Owner is { } owner ? words.T(strategy.Find(owner)?.Name ?? new(owner.Value, owner.Value)) : words.T("Owner_None"),
                            activity.Funding is { } funding ? FundingOf(funding, words) : words.T("Funding_None"),
                        ]).ToList();
            yield return words.TableOr("None_Activities", new(
                words.T("Caption_Planned", priority.Code),
                [words.Head("Code", 1), words.Head("Activity", 4), words.Head("Goal", 3), words.Head("Owner", 3), words.Head("Funding")],
                rows));
        }
    }

    /// <summary>The documents' own words where they name another source.</summary>
    private static string FundingOf(string funding, Words words) => funding switch
    {
        "state-delegated" => words.T("Funding_State"),
        "municipal" => words.T("Funding_Municipal"),
        "external" => words.T("Funding_External"),
        _ => funding,
    };
}
