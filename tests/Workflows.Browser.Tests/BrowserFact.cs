using System.Runtime.CompilerServices;

namespace Workflows.Browser.Tests;

/// <summary>A test in a real browser. Where there is none it is skipped, and its line in the output says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerMemberName] string test = "")
    {
        if (Chromium.Missing is { } why)
            (Skip, DisplayName) = (why, $"{test}: {why}");
    }
}

/// <inheritdoc cref="BrowserFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute([CallerMemberName] string test = "")
    {
        if (Chromium.Missing is { } why)
            (Skip, DisplayName) = (why, $"{test}: {why}");
    }
}
