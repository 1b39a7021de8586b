namespace Workflows.Web.Pages.Strategies;

/// <summary>The words of strategies.</summary>
public sealed class StrategiesText;
