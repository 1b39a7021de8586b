using System.Net;
using System.Net.Mail;
using Workflows.Core.Ports;
using Workflows.SelfHost.CommandLine;
using Workflows.SelfHost.Storage;
using Workflows.Web.Mail;
using Workflows.Web.Pages.SignIn;

namespace Workflows.SelfHost.Hosting;

/// <summary>
/// The settings of one installation, checked. They come from <c>appsettings.json</c> and <c>workflows.json</c> in the working directory,
/// section <c>Workflows</c>, and from the environment (<c>Workflows__Mail__Smtp__Host</c>), the later over the earlier.
/// </summary>
/// <param name="Urls">Where it listens, separated by semicolons.</param>
/// <param name="Smtp">Null writes mails into <paramref name="PickupFolder"/>.</param>
/// <param name="HasSite">Whether the address that people reach the pages by was said, rather than taken from <paramref name="Urls"/>.</param>
/// <param name="AllowedRecipients">Addresses or domains; null writes to everybody.</param>
/// <param name="OpenId">Another system to sign in through; null for none.</param>
/// <param name="Proxies">Addresses and networks of proxies in front, whose word on scheme, host and sender of a request is believed.</param>
internal sealed record HostSettings(
    DataDirectory Data,
    string Urls,
    MailSettings Mail,
    string PickupFolder,
    SmtpSettings? Smtp,
    IReadOnlyList<string>? AllowedRecipients,
    bool HasSite,
    OpenIdSettings? OpenId,
    IReadOnlyList<IPNetwork> Proxies)
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
            reader.Text("Site") is not null,
            ReadOpenId(reader),
            reader.Networks("Proxies"));
        reader.RefuseUnknown(
            "Data", "Urls", "Site", "Mail", "Mail:From", "Mail:FromName", "Mail:Domain", "Mail:PickupFolder", "Mail:AllowedRecipients", "Mail:Smtp",
            "Mail:Smtp:Host", "Mail:Smtp:Port", "Mail:Smtp:StartTls", "Mail:Smtp:UserName", "Mail:Smtp:Password", "Mail:Smtp:TimeoutSeconds",
            "Proxies", "OpenId", "OpenId:Authority", "OpenId:ClientId", "OpenId:ClientSecret", "OpenId:Name", "OpenId:TrustsEmail");
        wrong = reader.Wrong;
        return wrong.Count == 0 ? settings : null;
    }

    /// <summary>A demo writes its mails into its own directory, whatever the settings of the place say.</summary>
    public static HostSettings OfDemo(DataDirectory data, string urls)
    {
        var said = new Dictionary<string, string?> { [$"{Section}:Urls"] = urls, [$"{Section}:Mail:From"] = "workflows@demo.example.org" };
        return Read(new ConfigurationBuilder().AddInMemoryCollection(said).Build(), data.Root, out var wrong)
            ?? throw new BadInputException(string.Join(Environment.NewLine, wrong));
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

    private static OpenIdSettings? ReadOpenId(SettingsReader reader)
    {
        if (reader.Site("OpenId:Authority") is not { } authority)
            return null;
        return new(
            authority,
            reader.Required("OpenId:ClientId", "write the id under which this program is known there"),
            reader.Text("OpenId:ClientSecret"),
            reader.Text("OpenId:Name") ?? authority.Host,
            reader.YesNo("OpenId:TrustsEmail", orElse: false));
    }

    /// <summary>An address to click: a host that means every network card is this machine to whoever started it.</summary>
    private static string FirstUrl(string urls) =>
        urls.Split(';')[0].Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).TrimEnd('/') + "/";
}
