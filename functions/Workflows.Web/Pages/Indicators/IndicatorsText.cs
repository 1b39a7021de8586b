namespace Workflows.Web.Pages.Indicators;

/// <summary>The words of indicators, progress and regions.</summary>
public sealed class IndicatorsText;
