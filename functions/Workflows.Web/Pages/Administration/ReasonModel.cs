using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Administration;

/// <summary>The question before something that cannot be undone.</summary>
/// <param name="Text">What will happen.</param>
/// <param name="Action">Where the answer goes.</param>
/// <param name="AsksWhy">Whether a reason must be given, which is kept.</param>
public sealed record ReasonModel(string Title, string Text, string Button, string Action, string Back, FormState Form, bool AsksWhy = true, bool Danger = false)
{
    public const int LongestReason = 1_000;

    /// <summary>What the form carries besides.</summary>
    public IReadOnlyDictionary<string, string> Hidden { get; init; } = new Dictionary<string, string>();

    internal static void Check(FormState form, PageContext page)
    {
        if (form["reason"].Length is 0 or > LongestReason)
            form.Wrong("reason", Texts.In<AdministrationText>(page.Language, "Reason_Wrong", LongestReason));
    }
}
