using Workflows.Core.Templates;

namespace Workflows.Core.Strategies;

/// <summary>Finds what makes a strategy impossible to run, whatever it was read from.</summary>
public static class StrategyCheck
{
    public const int MostYears = 10;

    public static (int Least, int Most) FirstYears => (2000, 2090);

    public static IReadOnlyList<ModelFault> Faults(Strategy strategy, IReadOnlyDictionary<TemplateId, Template> library) => [];
}
