using System.Net.Mail;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;
using Workflows.Web.Mail;

namespace Workflows.SelfHost.Hosting;

/// <summary>
/// The settings of one installation, checked. They come from <c>appsettings.json</c> and <c>workflows.json</c> in the working directory,
/// section <c>Workflows</c>, and from the environment (<c>Workflows__Mail__Smtp__Host</c>), the later over the earlier.
/// </summary>
/// <param name="Urls">Where it listens, separated by semicolons.</param>
/// <param name="Smtp">Null writes mails into <paramref name="PickupFolder"/>.</param>
/// <param name="HasSite">Whether the address that people reach the pages by was said, rather than taken from <paramref name="Urls"/>.</param>
/// <param name="AllowedRecipients">Addresses or domains; null writes to everybody.</param>
internal sealed record HostSettings(
    DataDirectory Data,
    string Urls,
    MailSettings Mail,
    string PickupFolder,
    SmtpSettings? Smtp,
    IReadOnlyList<string>? AllowedRecipients,
    bool HasSite)
{
    public const string Section = "Workflows";
    public const string DefaultUrls = "http://localhost:7071";
    public const string DefaultData = "data";

    private const int DefaultSmtpPort = 587;

    /// <summary>Reads and checks all of it.</summary>
    /// <param name="data">From the command line; wins over the settings.</param>
    /// <param name="wrong">One sentence for each setting that is wrong.</param>
    public static HostSettings? Read(IConfiguration configuration, string? data, out IReadOnlyList<string> wrong)
    {
        var reader = new SettingsReader(configuration.GetSection(Section));
        var root = data ?? reader.Text("Data") ?? DefaultData;
        var urls = reader.Urls("Urls", DefaultUrls);
        var site = reader.Site("Site") ?? new Uri(FirstUrl(urls));
        var from = new MailAddressee(reader.Text("Mail:FromName") ?? "Workflows", reader.Address("Mail:From") ?? $"workflows@{site.Host}");
        var settings = new HostSettings(
            new(root),
            urls,
            new(site, reader.Text("Mail:Domain") ?? new MailAddress(from.Address).Host, from),
            reader.Text("Mail:PickupFolder") ?? Path.Combine(root, "mail"),
            ReadSmtp(reader),
            reader.List("Mail:AllowedRecipients"),
            reader.Text("Site") is not null);
        reader.RefuseUnknown(
            "Data", "Urls", "Site", "Mail", "Mail:From", "Mail:FromName", "Mail:Domain", "Mail:PickupFolder", "Mail:AllowedRecipients", "Mail:Smtp",
            "Mail:Smtp:Host", "Mail:Smtp:Port", "Mail:Smtp:StartTls", "Mail:Smtp:UserName", "Mail:Smtp:Password", "Mail:Smtp:TimeoutSeconds");
        wrong = reader.Wrong;
        return wrong.Count == 0 ? settings : null;
    }

    private static SmtpSettings? ReadSmtp(SettingsReader reader) => reader.Text("Mail:Smtp:Host") is not { } host
        ? null
        : new(
            host,
            reader.Number("Mail:Smtp:Port", DefaultSmtpPort, 1, 65_535),
            reader.YesNo("Mail:Smtp:StartTls", orElse: true),
            reader.Text("Mail:Smtp:UserName"),
            reader.Text("Mail:Smtp:Password"),
            TimeSpan.FromSeconds(reader.Number("Mail:Smtp:TimeoutSeconds", (int)SmtpSettings.DefaultTimeout.TotalSeconds, 1, 600)));

    /// <summary>An address to click: a host that means every network card is this machine to whoever started it.</summary>
    private static string FirstUrl(string urls) =>
        urls.Split(';')[0].Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).TrimEnd('/') + "/";
}
