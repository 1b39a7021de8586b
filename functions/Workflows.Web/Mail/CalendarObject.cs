using System.Globalization;

namespace Workflows.Web.Mail;

/// <summary>Writes events as an iCalendar object.</summary>
internal static class CalendarObject
{
    public const string Publish = "PUBLISH", Cancel = "CANCEL";

    private const string Zone = "Europe/Sofia";

    /// <summary>The events of a mail, all of them published or all cancelled.</summary>
    public static string Message(params IReadOnlyCollection<CalendarEvent> events) =>
        Write(events.First().Cancelled ? Cancel : Publish, [], events);

    /// <param name="properties">Further properties of the calendar as a whole.</param>
    public static string Write(string method, IEnumerable<(string Name, string Value)> properties, IReadOnlyCollection<CalendarEvent> events)
    {
        var lines = new CalendarLines()
            .Add("BEGIN", "VCALENDAR")
            .Add("VERSION", "2.0")
            .Add("PRODID", "-//Workflows//Mail//BG")
            .Add("CALSCALE", "GREGORIAN")
            .Add("METHOD", method);
        foreach (var (name, value) in properties)
            lines.Add(name, value);
        if (events.Any(e => e.When is CalendarTime.Hours))
            AddSofia(lines);
        foreach (var e in events)
            Add(lines, e);
        return lines.Add("END", "VCALENDAR").ToString();
    }

    private static void Add(CalendarLines lines, CalendarEvent e)
    {
        lines
            .Add("BEGIN", "VEVENT")
            .Add("UID", e.Uid)
            .Add("SEQUENCE", e.Sequence.ToString(CultureInfo.InvariantCulture))
            .Add("DTSTAMP", $"{e.Stamp.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        switch (e.When)
        {
            case CalendarTime.Day day:
                // The end is exclusive.
                lines.Add("DTSTART;VALUE=DATE", $"{day.Date:yyyyMMdd}").Add("DTEND;VALUE=DATE", $"{day.Date.AddDays(1):yyyyMMdd}");
                lines.Add("TRANSP", "TRANSPARENT");
                break;
            case CalendarTime.Hours hours:
                var start = hours.Date.ToDateTime(hours.Start);
                lines.Add($"DTSTART;TZID={Zone}", $"{start:yyyyMMdd'T'HHmmss}").Add($"DTEND;TZID={Zone}", $"{start + hours.Length:yyyyMMdd'T'HHmmss}");
                lines.Add("TRANSP", "OPAQUE");
                break;
            default:
                throw new InvalidOperationException($"Nothing writes {e.When}.");
        }

        lines.AddText("SUMMARY", e.Summary).AddText("DESCRIPTION", e.Description);
        if (e.Location is { } location)
            lines.AddText("LOCATION", location);
        if (e.Link is { } link)
            lines.Add("URL", link.AbsoluteUri);
        lines
            .Add($"ORGANIZER;CN={CalendarLines.Quote(e.Organizer.Name)}", $"mailto:{e.Organizer.Address}")
            .Add("STATUS", e.Cancelled ? "CANCELLED" : "CONFIRMED")
            .Add("END", "VEVENT");
    }

    /// <summary>The rule of the European Union since autumn 1996: to summer time at 03:00, back at 04:00, on last Sundays.</summary>
    private static void AddSofia(CalendarLines lines)
    {
        lines.Add("BEGIN", "VTIMEZONE").Add("TZID", Zone);
        Observance("DAYLIGHT", "EEST", "19970330T030000", 3, "+0200", "+0300");
        Observance("STANDARD", "EET", "19961027T040000", 10, "+0300", "+0200");
        lines.Add("END", "VTIMEZONE");

        void Observance(string kind, string name, string start, int month, string from, string to) => lines
            .Add("BEGIN", kind)
            .Add("TZNAME", name)
            .Add("DTSTART", start)
            .Add("RRULE", $"FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU")
            .Add("TZOFFSETFROM", from)
            .Add("TZOFFSETTO", to)
            .Add("END", kind);
    }
}
