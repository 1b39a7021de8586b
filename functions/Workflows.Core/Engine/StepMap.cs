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
    private readonly Layout _layout;
    private readonly (Step Step, StepProgress Progress)[] _steps;

    private StepMap(Layout layout, (Step, StepProgress)[] steps) => (_layout, _steps) = (layout, steps);

    public static StepMap Of(IEnumerable<Step> steps, Func<Step, StepProgress> progress)
    {
        var all = steps.Select(s => (s, progress(s))).ToArray();
        return new(new([.. all.Select(s => s.s)]), all);
    }

    public ReadOnlySpan<(Step Step, StepProgress Progress)> InOrder => _steps;

    /// <exception cref="KeyNotFoundException">The step does not apply.</exception>
    public StepProgress this[StepId step] => _steps[_layout.Places[step]].Progress;

    /// <exception cref="KeyNotFoundException">The step does not apply.</exception>
    public StepMap With(StepId step, StepProgress progress)
    {
        var place = _layout.Places[step];
        var changed = _steps.AsSpan().ToArray();
        changed[place].Progress = progress;
        return new(_layout, changed);
    }

    public bool ContainsKey(StepId step) => _layout.Places.ContainsKey(step);

    public bool TryGetValue(StepId step, [MaybeNullWhen(false)] out StepProgress progress)
    {
        var applies = _layout.Places.TryGetValue(step, out var place);
        progress = applies ? _steps[place].Progress : null;
        return applies;
    }

    /// <summary>Where the step stands in <see cref="InOrder"/>.</summary>
    /// <exception cref="KeyNotFoundException">The step does not apply.</exception>
    public int PlaceOf(StepId step) => _layout.Places[step];

    /// <summary>The day on which the last of the steps before the one at this place passed; null while one of them has not.</summary>
    /// <param name="since">The answer where there are none, and the earliest.</param>
    public DateOnly? PassedBefore(int place, DateOnly since)
    {
        foreach (var before in _layout.Before[place])
        {
            if (_steps[before].Progress.Status is not StepStatus.Passed passed)
                return null;
            since = passed.On > since ? passed.On : since;
        }

        return since;
    }

    /// <summary>What never changes while steps come along: where each stands, and which stand before it.</summary>
    private sealed class Layout
    {
        public Layout(IReadOnlyList<Step> steps)
        {
            Places = steps.Index().ToFrozenDictionary(s => s.Item.Id, s => s.Index);
            // Steps that do not apply keep nobody waiting.
            Before = [.. steps.Select(s => s.After.Where(Places.ContainsKey).Select(before => Places[before]).ToArray())];
        }

        public FrozenDictionary<StepId, int> Places { get; }

        public int[][] Before { get; }
    }
}
