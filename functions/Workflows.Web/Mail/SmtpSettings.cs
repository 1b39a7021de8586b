namespace Workflows.Web.Mail;

/// <param name="StartTls">Refuses to send over a connection that cannot be encrypted.</param>
/// <param name="UserName">Null where the server asks for none.</param>
/// <param name="Timeout">For one mail from connecting to the server's last word.</param>
public sealed record SmtpSettings(string Host, int Port, bool StartTls, string? UserName, string? Password, TimeSpan Timeout)
{
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(60);
}
