namespace Workflows.Core;

/// <summary>What is wrong in a template or a strategy.</summary>
/// <param name="Path">
/// Where, in the keys of the file: <c>steps/monitoring-report/after</c>. An element of a list is named by its id, name or code,
/// or by its place from one: <c>steps/#4</c>.
/// </param>
/// <param name="Message">What is wrong and what to write instead, in English.</param>
public sealed record ModelFault(string Path, string Message);
