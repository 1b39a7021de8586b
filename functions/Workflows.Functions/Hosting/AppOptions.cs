using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Workflows.Web.Mail;

namespace Workflows.Functions.Hosting;

/// <summary>The settings of the app, section <c>Workflows</c>; the same names as on one machine, where both have them. Checked at the start.</summary>
internal sealed class AppOptions : IValidatableObject
{
    public const string Section = "Workflows";

    /// <summary>The address that people reach the app by; it stands in mails.</summary>
    [Required(ErrorMessage = "Set Workflows:Site to the address that people reach the app by, such as https://workflows.example.org/.")]
    public Uri? Site { get; set; }

    /// <summary>The address of the first administrator, who signs in by mail; used while there is nobody.</summary>
    public string? FirstAdministrator { get; set; }

    /// <summary>
    /// A certificate with its private key, PKCS #12 in base64, as Key Vault gives it: what protects cookies and forms is encrypted for it in the
    /// table. Without one it lies there as it is, behind the account's own encryption.
    /// </summary>
    public string? KeysCertificate { get; set; }

    public StorageOptions Storage { get; set; } = new();

    public MailOptions Mail { get; set; } = new();

    // Methods, since validation reads every property, before anybody knows whether the settings are right.
    public MailSettings MailSettings() => new(
        Site!.AbsoluteUri.EndsWith('/') ? Site : new Uri(Site.AbsoluteUri + "/"), Mail.Domain ?? new MailAddress(Mail.From).Host, Sender());

    public MailAddressee Sender() => new(Mail.FromName, Mail.From);

    /// <summary>Null when it is none.</summary>
    public static X509Certificate2? CertificateOf(string text)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(text), null) is { HasPrivateKey: true } certificate ? certificate : null;
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            return null;
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Site is { } site && !(site.IsAbsoluteUri && site.Scheme is "https" or "http"))
            yield return new("Workflows:Site begins with https://.", [nameof(Site)]);
        if (Storage.Account is null == Storage.ConnectionString is null)
            yield return new("Set Workflows:Storage:Account to the name of the storage account, or ConnectionString for the emulator.", [nameof(Storage)]);
        if (KeysCertificate is { } keys && CertificateOf(keys) is null)
            yield return new("Workflows:KeysCertificate is a certificate with its private key, PKCS #12 in base64, or not set.", [nameof(KeysCertificate)]);
        if (FirstAdministrator is { } first && !MailAddress.TryCreate(first, out _))
            yield return new("Workflows:FirstAdministrator is a mail address.", [nameof(FirstAdministrator)]);
        if (!MailAddress.TryCreate(Mail.From, out _))
            yield return new("Set Workflows:Mail:From to the sender's address.", [nameof(Mail)]);
        if (Mail.SendGrid.ApiKey is null == Mail.Smtp.Host is null)
            yield return new("Set either Workflows:Mail:SendGrid:ApiKey or Workflows:Mail:Smtp:Host.", [nameof(Mail)]);
        if (Mail.Smtp.Port is < 1 or > 65_535 || Mail.Smtp.TimeoutSeconds is < 1 or > 600)
            yield return new("Workflows:Mail:Smtp:Port is 1 to 65535, TimeoutSeconds 1 to 600.", [nameof(Mail)]);
    }
}

internal sealed class StorageOptions
{
    /// <summary>The account's name; the app signs in with its managed identity.</summary>
    public string? Account { get; set; }

    /// <summary>For the emulator, which knows no identities.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Of the client id of the identity to use, where the app has several.</summary>
    public string? IdentityClientId { get; set; }
}

internal sealed class MailOptions
{
    public string From { get; set; } = "";

    public string FromName { get; set; } = "Workflows";

    /// <summary>Right-hand side of Message-IDs and calendar UIDs; never change it. The sender's domain when it is not set.</summary>
    public string? Domain { get; set; }

    /// <summary>Outside production: the only addresses or domains that are written to.</summary>
    public IReadOnlyList<string>? AllowedRecipients { get; set; }

    public SendGridOptions SendGrid { get; set; } = new();

    public SmtpOptions Smtp { get; set; } = new();
}

internal sealed class SendGridOptions
{
    public string? ApiKey { get; set; }

    /// <summary>Another address of the API, such as that of the European Union.</summary>
    public Uri Host { get; set; } = new("https://api.sendgrid.com");

    /// <summary>The public key of the signed event webhook, in base64. Without it no event is believed.</summary>
    public string? WebhookKey { get; set; }
}

internal sealed class SmtpOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    public bool StartTls { get; set; } = true;

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public int TimeoutSeconds { get; set; } = (int)SmtpSettings.DefaultTimeout.TotalSeconds;

    public SmtpSettings Settings() => new(Host!, Port, StartTls, UserName, Password, TimeSpan.FromSeconds(TimeoutSeconds));
}
