namespace Workflows.Core;

/// <summary>
/// Something worked out from parts of an immutable value and kept beside them. A reference to one is read and written whole, so threads may
/// share it: at worst two work out the same.
/// </summary>
/// <param name="Of">The parts. A copy of the value with other parts must work it out again.</param>
internal sealed record Derived<TOf, TMade>(TOf Of, TMade Made);
