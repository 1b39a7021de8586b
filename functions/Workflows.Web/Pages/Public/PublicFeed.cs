using System.Globalization;
using System.Xml.Linq;
using Workflows.Core;
using Workflows.Core.Calendar;

namespace Workflows.Web.Pages.Public;

/// <summary>The news of a strategy as an Atom feed (RFC 4287): what was published, and the meetings that were called.</summary>
internal static class PublicFeed
{
    private const int Longest = 50;

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <param name="root">Scheme, host and base path of the site.</param>
    /// <param name="domain">In the entries' ids, which stay the same wherever the site is reached.</param>
    public static string Of(PublishedRecord record, string root, string domain, Language language)
    {
        var strategy = record.Strategy;
        var page = $"{root}/public/{strategy.Id}";
        var entries = record.Publications.Select(p => (p.At, Entry: Entry(domain, strategy.Period.FirstYear, p.Id, $"{p.Title.In(language)}, {p.Year}", p.At, page)))
            .Concat(record.Meetings.Select(m => (At: CivilTime.MorningOf(m.CalledOn), Entry: Entry(domain, strategy.Period.FirstYear, m.Id, TitleOf(m, language), CivilTime.MorningOf(m.CalledOn), page))))
            .OrderByDescending(e => e.At)
            .Take(Longest)
            .ToList();
        var feed = new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", PageContext.NameOf(language)),
            new XElement(Atom + "id", IdOf(domain, strategy.Period.FirstYear, strategy.Id.Value)),
            new XElement(Atom + "title", strategy.Title.In(language)),
            new XElement(Atom + "updated", Moment(entries.Count == 0 ? CivilTime.MorningOf(new(strategy.Period.FirstYear, 1, 1)) : entries[0].At)),
            new XElement(Atom + "author", new XElement(Atom + "name", strategy.Municipality.Name.In(language))),
            new XElement(Atom + "link", new XAttribute("rel", "self"), new XAttribute("href", $"{page}/feed")),
            new XElement(Atom + "link", new XAttribute("href", page)),
            entries.Select(e => e.Entry));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{feed}";
    }

    private static XElement Entry(string domain, int year, string id, string title, DateTimeOffset at, string page) => new(
        Atom + "entry",
        new XElement(Atom + "id", IdOf(domain, year, id)),
        new XElement(Atom + "title", title),
        new XElement(Atom + "updated", Moment(at)),
        new XElement(Atom + "link", new XAttribute("href", page)));

    private static string TitleOf(PublicMeeting m, Language language) => Texts.In<PublicText>(
        language, "Feed_Meeting", m.Title.In(language), CivilDate.Format(m.Plan.Date, language), m.Plan.Time.ToString("HH:mm", CultureInfo.InvariantCulture), m.Plan.Place);

    /// <summary>RFC 4151.</summary>
    private static string IdOf(string domain, int year, string id) => string.Create(CultureInfo.InvariantCulture, $"tag:{domain},{year}:{id}");

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
