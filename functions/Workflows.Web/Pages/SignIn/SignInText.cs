namespace Workflows.Web.Pages.SignIn;

/// <summary>The words of signing in and out.</summary>
public sealed class SignInText;
