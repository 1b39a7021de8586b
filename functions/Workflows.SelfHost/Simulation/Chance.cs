namespace Workflows.SelfHost.Simulation;

/// <summary>
/// Draws by name: the same seed and name always give the same number, whatever else was drawn before, on every machine and in every
/// version of the framework. Not for secrets.
/// </summary>
internal readonly struct Chance(ulong seed)
{
    public Chance Of(string name)
    {
        // FNV-1a over the name, then the finaliser of SplitMix64.
        var hash = 14695981039346656037 ^ seed;
        foreach (var letter in name)
            hash = (hash ^ letter) * 1099511628211;
        return new(Mixed(hash));
    }

    /// <summary>A whole number, both ends included.</summary>
    public int Between(int least, int most) => least + (int)(Mixed(seed) % (ulong)(most - least + 1));

    /// <summary>Whether it happens that happens so many times in a hundred.</summary>
    public bool Percent(int times) => Between(0, 99) < times;

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Between(0, choices.Count - 1)];

    private static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
