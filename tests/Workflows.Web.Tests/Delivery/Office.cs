using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.SelfHost.Storage;
using Workflows.Web.Delivery;
using Workflows.Web.Files;
using Workflows.Web.Mail;
using Workflows.Web.Tests.Mail;

namespace Workflows.Web.Tests.Delivery;

/// <summary>The town's installation: a real database, the real dispatcher, a clock that is set, and a post office that keeps what it is given.</summary>
internal sealed class Office : TimeProvider, IMailTransport, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-").FullName;
    private readonly RecipientPolicy _recipients;
    private SqliteDatabase _database;
    private ServiceProvider _services;
    private DateTimeOffset _now = Town.Start;

    public Office(params string[] allowed)
    {
        _recipients = allowed.Length > 0 ? new(allowed) : RecipientPolicy.Everybody;
        (_database, _services) = Start();
    }

    /// <summary>What the post office was given, in order.</summary>
    public ConcurrentQueue<OutgoingMail> Given { get; } = new();

    /// <summary>What it says to each mail.</summary>
    public Func<OutgoingMail, MailResult> Answers { get; set; } = mail => new MailResult.Accepted(mail.MessageId);

    public CollectedLog Log { get; } = new();

    /// <summary>While it is set, nothing can be recorded, as when the power goes.</summary>
    public bool Dark { get; set; }

    /// <summary>Called when effects were claimed, before the first is delivered.</summary>
    public Action? Claimed { get; set; }

    public EffectDispatcher Dispatcher => _services.GetRequiredService<EffectDispatcher>();

    public IEventStore Events => _services.GetRequiredService<IEventStore>();

    public IEffectLedger Ledger => _services.GetRequiredService<IEffectLedger>();

    public WorkflowRunner Workflows => _services.GetRequiredService<WorkflowRunner>();

    public StrategyRunner Strategies => _services.GetRequiredService<StrategyRunner>();

    public override DateTimeOffset GetUtcNow() => _now;

    public ValueTask<MailResult> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        Given.Enqueue(mail);
        return new(Answers(mail));
    }

    public Office At(DateTimeOffset now)
    {
        _now = now;
        return this;
    }

    public async Task<Office> Started(Strategy? strategy = null)
    {
        await Strategies.Run(StreamId.Of(Town.StrategyId), new StrategyCommand.Register(strategy ?? Town.Strategy), Town.Coordinator, _now);
        await Strategies.Run(StreamId.Of(Town.StrategyId), new StrategyCommand.StartWorkflow("cycle", 2018), Town.Coordinator, _now);
        return this;
    }

    /// <summary>Opened, and everybody has the mail about it.</summary>
    public async Task<Office> Opened()
    {
        await Started();
        await Deliver();
        await Deliver();
        Given.Clear();
        return this;
    }

    public async Task<Office> Command(WorkflowCommand command)
    {
        var result = await Workflows.Run(StreamId.Of(Town.Cycle), command, Town.Coordinator, _now);
        Assert.IsType<RunResult<WorkflowState, WorkflowEvent>.Done>(result);
        return this;
    }

    public async Task<int> Deliver(int limit = 100) =>
        await Dispatcher.DeliverDue(EffectDispatcher.AllKinds, limit);

    public async Task<IReadOnlyList<LedgerEntry>> Entries(EffectState? state = null) =>
        await Ledger.List(new(null, null, null, state, null, 1000));

    public async Task<LedgerEntry> Entry(string key) => (await Entries()).Single(e => e.Key == key);

    /// <summary>As after a crash: what was being sent is unknown.</summary>
    public void Restart()
    {
        _services.Dispose();
        _database.Dispose();
        (_database, _services) = Start();
    }

    public void Dispose()
    {
        _services.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (SqliteDatabase, ServiceProvider) Start()
    {
        Assert.True(SqliteDatabase.TryOpen(new DataDirectory(_folder), out var database, out _));
        var library = new TemplateLibrary(new Dictionary<TemplateId, Core.Templates.Template> { [Town.Template.Id] = Town.Template }, new Dictionary<string, Strategy>());
        var services = new ServiceCollection()
            .AddLogging(logging => logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(Log))
            .AddSingleton<TimeProvider>(this)
            .AddSingleton<IMailTransport>(this)
            .AddSingleton<IEventStore>(new SqliteEventStore(database))
            .AddSingleton<IEffectLedger>(new LedgerOfTheOffice(new SqliteEffectLedger(database), this))
            .AddSingleton(provider => new WorkflowRunner(provider.GetRequiredService<IEventStore>()))
            .AddSingleton(provider => new StrategyRunner(provider.GetRequiredService<IEventStore>()))
            .AddSingleton(library)
            .AddSingleton(Town.Settings)
            .AddSingleton(_recipients)
            .AddSingleton<ILinks>(new SqliteLinks(database))
            .AddSingleton<IPeople>(new SqlitePeople(database))
            .AddSingleton(new Links.LinkSecret(new byte[Links.LinkSecret.Bytes]))
            .AddDelivery()
            .BuildServiceProvider();
        return (database, services);
    }

    /// <summary>The real ledger, which loses what it is told in the dark.</summary>
    private sealed class LedgerOfTheOffice(IEffectLedger ledger, Office office) : IEffectLedger
    {
        public async ValueTask<IReadOnlyList<LedgerEntry>> Claim(
            IReadOnlyCollection<string> kinds, DateTimeOffset now, int limit, CancellationToken cancellation = default)
        {
            var claimed = await ledger.Claim(kinds, now, limit, cancellation);
            office.Claimed?.Invoke();
            return claimed;
        }

        public ValueTask Settle(IReadOnlyCollection<string> keys, Core.Ports.Delivery delivery, CancellationToken cancellation = default) =>
            office.Dark ? throw new IOException("The disk is gone.") : ledger.Settle(keys, delivery, cancellation);

        public ValueTask<IReadOnlyList<LedgerEntry>> List(LedgerQuery query, CancellationToken cancellation = default) =>
            ledger.List(query, cancellation);

        public ValueTask<LedgerEntry?> Find(string key, MunicipalityId? municipality, CancellationToken cancellation = default) =>
            ledger.Find(key, municipality, cancellation);

        public ValueTask<bool> Retry(string key, MunicipalityId? municipality, DateTimeOffset now, CancellationToken cancellation = default) =>
            ledger.Retry(key, municipality, now, cancellation);

        public ValueTask<bool> Mark(string key, MunicipalityId? municipality, Core.Ports.Delivery outcome, CancellationToken cancellation = default) =>
            ledger.Mark(key, municipality, outcome, cancellation);
    }
}
