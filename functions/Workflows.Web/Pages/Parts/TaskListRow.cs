namespace Workflows.Web.Pages.Parts;

/// <param name="Tone">See <see cref="Tag"/>; null writes the state plainly, as for what is done.</param>
public sealed record TaskListRow(string Title, string Address, string? Hint, string State, string? Tone);

/// <param name="Change">Where it can be changed, or null.</param>
/// <param name="Lang">Of the text, where it is not in the language of the page.</param>
public sealed record SummaryRow(string Label, string Text, Uri? Change = null, string? Lang = null);
