using System.Globalization;
using System.Net;
using System.Net.Mail;
using Workflows.Core;

namespace Workflows.SelfHost.Hosting;

/// <summary>Reads settings one by one and keeps a sentence for each that is wrong, with what to write instead.</summary>
internal sealed class SettingsReader(IConfigurationSection section)
{
    private readonly List<string> _wrong = [];

    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>Null when it is missing or empty.</summary>
    public string? Text(string key) => section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public int Number(string key, int orElse, int least, int most)
    {
        if (Text(key) is not { } text)
            return orElse;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(key, text, $"write a whole number from {least} to {most}");
        return orElse;
    }

    public bool YesNo(string key, bool orElse)
    {
        if (Text(key) is not { } text)
            return orElse;
        if (bool.TryParse(text, out var yes))
            return yes;
        Refuse(key, text, "write true or false");
        return orElse;
    }

    public string? Address(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (MailAddress.TryCreate(text, out var address) && address.Address == text)
            return text;
        Refuse(key, text, "write an address such as workflows@sevlievo.bg");
        return null;
    }

    /// <summary>With a slash at the end.</summary>
    public Uri? Site(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var site) && site.Scheme is "http" or "https")
            return site;
        Refuse(key, text, "write the address that people reach the pages by, such as https://workflows.sevlievo.bg");
        return null;
    }

    public string Urls(string key, string orElse)
    {
        if (Text(key) is not { } text)
            return orElse;
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length > 0 && urls.All(IsListening))
            return string.Join(';', urls);
        Refuse(key, text, $"write where to listen, such as {HostSettings.DefaultUrls} or http://*:80");
        return orElse;
    }

    /// <summary>From a list in a file, or from one text with commas.</summary>
    public IReadOnlyList<string>? List(string key)
    {
        var items = section.GetSection(key).GetChildren().Select(c => c.Value).OfType<string>().ToList();
        return items.Count > 0 ? items : Text(key)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Single addresses, or networks such as 10.0.0.0/8.</summary>
    public IReadOnlyList<IPNetwork> Networks(string key)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in List(key) ?? [])
        {
            if (IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(text, out var address))
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else
                Refuse(key, text, "write an address such as 127.0.0.1 or a network such as 10.0.0.0/8");
        }

        return networks;
    }

    /// <summary>Empty, and refused, when it is missing.</summary>
    public string Required(string key, string remedy)
    {
        if (Text(key) is { } text)
            return text;
        Refuse(key, "", remedy);
        return "";
    }

    /// <summary>A misspelt setting would be one that silently does nothing.</summary>
    public void RefuseUnknown(params string[] known)
    {
        foreach (var key in section.AsEnumerable(makePathsRelative: true).Select(s => s.Key).Where(k => k.Length > 0).Order(StringComparer.Ordinal))
        {
            if (!known.Contains(key, StringComparer.OrdinalIgnoreCase) && !int.TryParse(key[(key.LastIndexOf(':') + 1)..], out _))
                _wrong.Add($"{section.Key}:{key} is no setting: {Nearest.Advice(key, known)}.");
        }
    }

    private static bool IsListening(string url) =>
        Uri.TryCreate(url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme == "http";

    private void Refuse(string key, string text, string remedy) => _wrong.Add($"{section.Key}:{key} is '{text}': {remedy}.");
}
