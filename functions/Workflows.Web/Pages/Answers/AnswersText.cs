namespace Workflows.Web.Pages.Answers;

/// <summary>The words of answers: their forms, their review, their receipts.</summary>
public sealed class AnswersText;
