using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>How the rows for lists stand in a journaled commit; part of <see cref="JournalFormat"/>.</summary>
internal static class JournalRowFormat
{
    public static void Write(BinaryWriter to, ListingChange change)
    {
        to.Write(change.Strategy is not null);
        if (change.Strategy is { } strategy)
            Write(to, strategy);
        to.Write(change.Workflow is not null);
        if (change.Workflow is { } workflow)
            Write(to, workflow);
        to.Write7BitEncodedInt(change.Tasks.Count);
        foreach (var task in change.Tasks)
            Write(to, task);
    }

    public static ListingChange Read(BinaryReader from)
    {
        var strategy = from.ReadBoolean() ? ReadStrategy(from) : null;
        var workflow = from.ReadBoolean() ? ReadWorkflow(from) : null;
        var tasks = new TaskRow[from.Read7BitEncodedInt()];
        for (var i = 0; i < tasks.Length; i++)
            tasks[i] = ReadTask(from);
        return new(strategy, workflow, tasks);
    }

    private static void Write(BinaryWriter to, StrategyRow row)
    {
        to.Write(row.Id.Value);
        to.Write(row.Municipality.Value);
        Write(to, row.Title);
        to.Write(row.FirstYear);
        to.Write(row.LastYear);
        to.Write(row.Version);
    }

    private static StrategyRow ReadStrategy(BinaryReader from) => new(
        new(from.ReadString()), new(from.ReadString()), ReadTitle(from), from.ReadInt32(), from.ReadInt32(), from.ReadInt32());

    private static void Write(BinaryWriter to, WorkflowRow row)
    {
        to.Write(row.Id.Value);
        to.Write(row.Municipality.Value);
        to.Write(row.Strategy.Value);
        to.Write(row.Template.Value);
        to.Write(row.TemplateVersion);
        to.Write(row.Year);
        Write(to, row.Title);
        to.Write(row.State);
        to.Write(row.OpenedOn.DayNumber);
        to.Write(row.OpenTasks);
        to.Write(row.NextDue is not null);
        if (row.NextDue is { } due)
            to.Write(due.DayNumber);
    }

    private static WorkflowRow ReadWorkflow(BinaryReader from) => new(
        new(from.ReadString()),
        new(from.ReadString()),
        new(from.ReadString()),
        new(from.ReadString()),
        from.ReadInt32(),
        from.ReadInt32(),
        ReadTitle(from),
        from.ReadString(),
        ReadDay(from),
        from.ReadInt32(),
        from.ReadBoolean() ? ReadDay(from) : null);

    private static void Write(BinaryWriter to, TaskRow row)
    {
        to.Write(row.Workflow.Value);
        to.Write(row.Id.Value);
        to.Write(row.Municipality.Value);
        to.Write(row.Step.Value);
        to.Write(row.Institution.Value);
        Write(to, row.Title);
        to.Write(row.State);
        to.Write(row.Open);
        to.Write(row.AssignedOn.DayNumber);
        to.Write(row.Due.DayNumber);
        to.Write(row.Closed.DayNumber);
    }

    private static TaskRow ReadTask(BinaryReader from) => new(
        new(from.ReadString()),
        new(from.ReadString()),
        new(from.ReadString()),
        new(from.ReadString()),
        new(from.ReadString()),
        ReadTitle(from),
        from.ReadString(),
        from.ReadBoolean(),
        ReadDay(from),
        ReadDay(from),
        ReadDay(from));

    private static void Write(BinaryWriter to, LocalText text)
    {
        to.Write(text.Bg);
        to.Write(text.En);
    }

    private static LocalText ReadTitle(BinaryReader from) => new(from.ReadString(), from.ReadString());

    private static DateOnly ReadDay(BinaryReader from) => DateOnly.FromDayNumber(from.ReadInt32());
}
