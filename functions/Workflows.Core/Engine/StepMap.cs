using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>
/// The steps of a template that apply in a workflow's year, in reading order, each with how far it has come. Never changes; a change
/// makes a copy, which is small, since a workflow has a few dozen steps at most.
/// </summary>
public sealed class StepMap
{
    private readonly FrozenDictionary<StepId, int> _places;
    private readonly (Step Step, StepProgress Progress)[] _steps;

    private StepMap(FrozenDictionary<StepId, int> places, (Step, StepProgress)[] steps) => (_places, _steps) = (places, steps);

    public static StepMap Of(IEnumerable<Step> steps, Func<Step, StepProgress> progress)
    {
        var all = steps.Select(s => (s, progress(s))).ToArray();
        return new(all.Index().ToFrozenDictionary(s => s.Item.s.Id, s => s.Index), all);
    }

    public ReadOnlySpan<(Step Step, StepProgress Progress)> InOrder => _steps;

    /// <exception cref="KeyNotFoundException">The step does not apply.</exception>
    public StepProgress this[StepId step] => _steps[_places[step]].Progress;

    /// <exception cref="KeyNotFoundException">The step does not apply.</exception>
    public StepMap With(StepId step, StepProgress progress)
    {
        var place = _places[step];
        var changed = _steps.AsSpan().ToArray();
        changed[place].Progress = progress;
        return new(_places, changed);
    }

    public bool ContainsKey(StepId step) => _places.ContainsKey(step);

    public bool TryGetValue(StepId step, [MaybeNullWhen(false)] out StepProgress progress)
    {
        var applies = _places.TryGetValue(step, out var place);
        progress = applies ? _steps[place].Progress : null;
        return applies;
    }
}
