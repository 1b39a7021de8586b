using Workflows.Core.Engine;
using Workflows.Core.Templates;

namespace Workflows.Core.Reports;

/// <summary>What people call things; the id where they are no longer known.</summary>
internal static class Names
{
    public static LocalText Institution(Workflow w, InstitutionId id) => w.Context.Find(id)?.Name ?? Id(id.Value);

    public static LocalText Service(Workflow w, ServiceId id) => w.Context.Services.FirstOrDefault(s => s.Id == id)?.Name ?? Id(id.Value);

    public static LocalText Step(Workflow w, StepId id) => w.Template.Find(id)?.Title ?? Id(id.Value);

    public static LocalText Of(IReadOnlyList<LabelledText> labels, string id) => labels.FirstOrDefault(l => l.Id == id)?.Name ?? Id(id);

    private static LocalText Id(string id) => new(id, id);
}
