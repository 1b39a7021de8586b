using Microsoft.AspNetCore.Http;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.Web.Api;
using Workflows.Web.Keys;

namespace Workflows.Web.Pages;

/// <summary>What every page of one request knows: language, reader, clock, address.</summary>
public sealed class PageContext
{
    private bool _chosen;
    private QueryString _query;

    public Language Language { get; private set; } = Language.Bg;

    /// <summary>Who is signed in; null for nobody, also where an institution came by its link.</summary>
    public Person? Person { get; private set; }

    /// <summary>On whose behalf a signed-in person acts.</summary>
    public Caller? Caller { get; private set; }

    /// <summary>The institution's link that the page was entered by; leads back to its tasks.</summary>
    public string? LinkHome { get; set; }

    public ClockReading Clock { get; private set; } = null!;

    public string Path { get; private set; } = "/";

    /// <summary>As the cookie and the <c>lang</c> attribute name it.</summary>
    public string LanguageName => NameOf(Language);

    public static string NameOf(Language language) => language == Language.Bg ? "bg" : "en";

    public static Language? Named(string? name) => name switch
    {
        "bg" => Language.Bg,
        "en" => Language.En,
        _ => null,
    };

    /// <summary>Speaks the language of somebody known unless the reader chose one.</summary>
    public void Prefer(Language language)
    {
        if (!_chosen)
            Language = language;
    }

    /// <summary>The present page in another language.</summary>
    public string In(Language language)
    {
        var others = _query.Value is { Length: > 1 } query
            ? query[1..].Split('&').Where(part => !part.StartsWith("lang=", StringComparison.Ordinal))
            : [];
        return $"{Path}?{string.Join('&', [.. others, $"lang={NameOf(language)}"])}";
    }

    internal void Set(HttpContext http, ClockReading clock, Language? chosen, SignedIn? signedIn)
    {
        (Path, _query, Clock) = (http.Request.PathBase + http.Request.Path, http.Request.QueryString, clock);
        (Person, Caller) = (signedIn?.Person, signedIn?.Caller);
        if (chosen is { } language)
            (Language, _chosen) = (language, true);
        else if (Person is not null)
            Language = Person.Language;
    }
}
