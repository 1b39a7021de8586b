using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;

namespace Workflows.Web;

/// <summary>How a deadline of a workflow came about, for its people: steps go by the titles that its template gives them.</summary>
internal static class DeadlineWords
{
    public static string How(Workflow w, Deadline deadline, Language language) =>
        deadline.Explanation.In(language, step => w.Template.Find(StepId.Create(step))?.Title);
}
