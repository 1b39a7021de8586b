namespace Workflows.SelfHost.Simulation;

/// <summary>What happened in the workflows of one year of a strategy, counted over all simulated municipalities.</summary>
internal sealed class YearTally
{
    /// <summary>Cycles that ended complete.</summary>
    public int Cycles { get; set; }

    public int Steps { get; set; }

    public int Tasks { get; set; }

    /// <summary>Mails that go out: those of one recipient and day that are sent as one are one.</summary>
    public int Mails { get; set; }

    /// <summary>Meetings that were held and count.</summary>
    public int Meetings { get; set; }

    /// <summary>Everything that a council decided, returns and refusals included.</summary>
    public int Decisions { get; set; }

    /// <summary>Cycles in which the municipal council approved the year's report; however many documents and decisions that takes, it is one.</summary>
    public int ReportsApproved { get; set; }

    /// <summary>External evaluations of the strategy that were accepted.</summary>
    public int FinalEvaluations { get; set; }

    /// <summary>Tasks whose due day went by without an answer, whatever came later.</summary>
    public int Overdue { get; set; }

    /// <summary>Tasks and whole steps that were waived.</summary>
    public int Waived { get; set; }

    public static YearTally Sum(IEnumerable<YearTally> tallies)
    {
        var sum = new YearTally();
        foreach (var tally in tallies)
        {
            sum.Cycles += tally.Cycles;
            sum.Steps += tally.Steps;
            sum.Tasks += tally.Tasks;
            sum.Mails += tally.Mails;
            sum.Meetings += tally.Meetings;
            sum.Decisions += tally.Decisions;
            sum.ReportsApproved += tally.ReportsApproved;
            sum.FinalEvaluations += tally.FinalEvaluations;
            sum.Overdue += tally.Overdue;
            sum.Waived += tally.Waived;
        }

        return sum;
    }
}
