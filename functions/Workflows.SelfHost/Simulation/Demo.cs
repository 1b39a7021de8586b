using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;
using Workflows.Web.Links;
using Workflows.Web.Mail;
using Workflows.Web.Pages.Demo;

namespace Workflows.SelfHost.Simulation;

/// <summary>
/// Two invented municipalities: Sevlievo after all five years of its strategy, Balchik in the middle of the third year of its own. The
/// same every time: the simulation draws from a fixed seed, and the clock begins on a fixed day.
/// </summary>
internal static class Demo
{
    private const ulong Seed = 7;

    /// <summary>So that Balchik's third year comes after Sevlievo's last; its own document is for 2011–2015.</summary>
    private const int FirstYearOfBalchik = 2021;

    /// <summary>A Wednesday in spring, when the regional council waits for reports, the plan is before the council and accounts are approved.</summary>
    public static DateOnly Today { get; } = new(2023, 4, 5);

    /// <summary>Mails are written from here on, so that a start takes seconds; those of the years before are only recorded, as dropped.</summary>
    private static readonly DateTimeOffset MailsBegin = CivilTime.MorningOf(new(2023, 2, 20));

    private static readonly (string Id, string Name, string Address, ActorKind Role, string? Municipality, LocalText Title)[] People =
    [
        ("demo-administrator", "Калина Василева", "administrator@demo.example.org", ActorKind.Administrator, null, new("Администратор", "Administrator")),
        ("demo-sevlievo", "Мария Иванова", "maria@sevlievo.example.org", ActorKind.Coordinator, "sevlievo", new("Координатор на Севлиево", "Coordinator of Sevlievo")),
        ("demo-balchik", "Георги Петров", "georgi@balchik.example.org", ActorKind.Coordinator, "balchik", new("Координатор на Балчик", "Coordinator of Balchik")),
    ];

    /// <summary>Fills an empty data directory.</summary>
    /// <param name="site">The address that links in mails begin with.</param>
    public static async Task<DemoVisitors> Fill(DataDirectory data, string mails, Uri site, TemplateLibrary library, CancellationToken cancellation)
    {
        using var database = SqliteDatabase.TryOpen(data, out var opened, out var refusal) ? opened : throw new InvalidOperationException(refusal.Message);
        var (events, ledger, links, secret) = (new SqliteEventStore(database), new SqliteEffectLedger(database), new SqliteLinks(database), LinkSecretFile.Of(data));
        var post = new SimulatedPost(site, mails, events, ledger, links, secret);
        var balchik = library.Strategies["balchik-2011-2015"].BeginningIn(FirstYearOfBalchik);
        var before = Play(library.Strategies["sevlievo-2016-2020"], _ => ValueTask.CompletedTask);
        Task? dropped = null;
        await Play(balchik, async now =>
        {
            if (now < MailsBegin)
                return;
            await (dropped ??= DropOlder());
            await post.Deliver(now);
        });
        await Simulator.RecordOpenings(ledger, cancellation);
        return new([.. await AddPeople(new SqlitePeople(database), cancellation), .. await LinksTo(balchik, new SqliteListing(database), new(links, secret, post.Settings), cancellation)]);

        // Both at once, so that the one writer of the database commits for two.
        Task Play(Strategy strategy, Func<DateTimeOffset, ValueTask> happened) => Task.Run(
            () => new SimulatedMunicipality(strategy, library.Templates, new Chance(Seed).Of(strategy.Municipality.Id.Value), events, new FileDocuments(data))
                .Play(happened, cancellation, CivilTime.MorningOf(Today)),
            cancellation);

        async Task DropOlder()
        {
            await before;
            while (await ledger.Claim([EffectKinds.SendMail], MailsBegin, 500, cancellation) is { Count: > 0 } older)
                await ledger.Settle([.. older.Select(e => e.Key)], new Delivery.Dropped("The demo writes no mails of the years before."), cancellation);
        }
    }

    private static async Task<IReadOnlyList<DemoVisitor>> AddPeople(IPeople people, CancellationToken cancellation)
    {
        foreach (var (id, name, address, role, municipality, _) in People)
        {
            var only = municipality is null ? (MunicipalityId?)null : MunicipalityId.Create(municipality);
            await people.Add(new(id, name, address, Language.Bg, role, only, CivilTime.MorningOf(Today), null), cancellation);
        }

        return [.. People.Select(p => new DemoVisitor(p.Id["demo-".Length..], p.Title, p.Id, null))];
    }

    /// <summary>The two institutions that owe the most today, but for the one that coordinates.</summary>
    private static async Task<IReadOnlyList<DemoVisitor>> LinksTo(Strategy strategy, IListing listing, LinkIssuer issuer, CancellationToken cancellation)
    {
        var open = await listing.Tasks(new(strategy.Municipality.Id, null, null, null, true, null, null, int.MaxValue), cancellation);
        var busiest = open.Where(t => t.Institution != strategy.Coordinator).CountBy(t => t.Institution).OrderByDescending(t => t.Value).ThenBy(t => t.Key).Take(2);
        var visitors = new List<DemoVisitor>();
        foreach (var (id, _) in busiest)
        {
            var institution = strategy.Find(id)!;
            var link = await issuer.ToAll(strategy, institution, institution.Contacts[0], CivilTime.MorningOf(Today));
            visitors.Add(new(id.Value, institution.Name, null, link.AbsolutePath));
        }

        return visitors;
    }
}
