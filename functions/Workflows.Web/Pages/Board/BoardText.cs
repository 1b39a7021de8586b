namespace Workflows.Web.Pages.Board;

/// <summary>The words of the board.</summary>
public sealed class BoardText;
