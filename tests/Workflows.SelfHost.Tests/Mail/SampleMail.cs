using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Tests.Mail;

/// <summary>A mail with everything in it that a careless transport spoils.</summary>
internal static class SampleMail
{
    public static MailAddressee From { get; } = new("Община Севлиево – стратегия за социалните услуги", "strategy@sevlievo.example.org");

    public static string Text { get; } =
        ".ред, който започва с точка\n\n.\nкрай с Windows\r\n" + string.Concat(Enumerable.Repeat("дълъг ред ", 200)) + "\n";

    public static OutgoingMail With(string? subject = null, CalendarPart? calendar = null, string to = "maria@example.org") => new(
        "0123456789abcdef0123456789abcdef@mail.sevlievo.example.org",
        new DateTimeOffset(2018, 3, 5, 8, 0, 0, TimeSpan.Zero),
        new("Мария Иванова, „главен“ експерт <отдел>", to),
        Language.Bg,
        subject ?? "Нова задача: Събиране на данни по индикаторите за напредък през 2018 г. – дирекция „Социално подпомагане“ (срок 19 март 2018 г.)",
        Text,
        "<p>Здравейте &amp; добре дошли</p>\n.\n",
        calendar);

    public static CalendarPart Calendar { get; } = new("CANCEL", "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nSUMMARY:Срок\r\nEND:VCALENDAR\r\n");
}
