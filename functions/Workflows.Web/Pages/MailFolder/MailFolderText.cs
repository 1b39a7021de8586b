namespace Workflows.Web.Pages.MailFolder;

/// <summary>The words of the mail that was written down instead of sent.</summary>
public sealed class MailFolderText;
