using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Workflows.Core.Ports;
using Workflows.SelfHost.CommandLine;
using Workflows.SelfHost.Mail;
using Workflows.SelfHost.Storage;
using Workflows.Web;
using Workflows.Web.Api;
using Workflows.Web.Files;
using Workflows.Web.Mail;
using Workflows.Web.Operations;
using Workflows.Web.Pages.SignIn;

namespace Workflows.SelfHost.Hosting;

/// <summary>The whole of an installation in one process: the API, the passing of time, the mail, over SQLite and files.</summary>
internal static class Server
{
    /// <summary>Runs until it is told to stop (Ctrl+C, SIGTERM), finishing what it is doing.</summary>
    /// <exception cref="BadInputException">A setting is wrong, the data is in use, or the address is taken.</exception>
    public static async Task Run(ServeOptions options, TextWriter output, CancellationToken cancellation)
    {
        // Reading the templates takes as long as all the rest of the start, so both are done at once.
        var library = Task.Run(() => Loaded(TemplateLibrary.Load()), cancellation);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = Directory.GetCurrentDirectory(),
            // Settings are read once; a watch on their files would only take one of the few that the system has.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        var settings = Settings(builder, options);
        using var database = Open(settings.Data);
        TimeProvider time = options.Clock is { } start ? new VirtualClock(start) : TimeProvider.System;
        AddHost(builder, settings, database, time, options.Clock is not null);
        if (settings.Smtp is null)
            builder.Services.AddSingleton<ISentMails>(new PickupFolder(settings.PickupFolder));
        if (options.Demo is { } visitors)
            builder.Services.AddSingleton(visitors);
        builder.Services.AddSingleton(_ => library.GetAwaiter().GetResult()).AddWorkflows();
        if (settings.OpenId is { } openId)
            builder.Services.AddOpenIdSignIn(openId);
        var app = builder.Build();
        await using (app)
        {
            // So is what a first start registers and the setting up of the web server; who asks before both are done waits.
            var prepared = Task.Run(Prepare, cancellation);
            app.Use(next => async context =>
            {
                await prepared;
                await next(context);
            });
            app.UseProxies(settings.Proxies).UseWorkflows();
            using var explained = BrokenAddresses.Explain(app.Services.GetRequiredService<DiagnosticListener>());
            await Task.WhenAll(Listen(app, cancellation), prepared);
            var welcome = await prepared;
            if (options.Demo is { } demo)
                welcome.PrintDemo(output, app.Urls, settings, demo, time.GetUtcNow());
            else
                welcome.Print(output, app.Urls, settings, time.GetUtcNow(), options.Clock is not null);
            await app.WaitForShutdownAsync(cancellation);
        }

        async Task<Welcome> Prepare()
        {
            await library;
            return await FirstStart.Prepare(app.Services, options, cancellation);
        }
    }

    private static HostSettings Settings(WebApplicationBuilder builder, ServeOptions options)
    {
        if (options.Demo is not null)
            return HostSettings.OfDemo(new(options.Data!), options.Urls!);
        builder.Configuration.AddJsonFile("workflows.json", optional: true);
        // Again, so that the environment wins over the file.
        builder.Configuration.AddEnvironmentVariables();
        if (options.Urls is not null)
            builder.Configuration[$"{HostSettings.Section}:Urls"] = options.Urls;
        return HostSettings.Read(builder.Configuration, options.Data, out var wrong) ?? throw new BadInputException(string.Join(Environment.NewLine, wrong));
    }

    private static SqliteDatabase Open(DataDirectory directory)
    {
        try
        {
            return SqliteDatabase.TryOpen(directory, out var database, out var refusal) ? database : throw new BadInputException(refusal.Message);
        }
        catch (SqliteException failure)
        {
            throw new BadInputException($"{directory.Database} cannot be opened: {failure.Message}");
        }
    }

    private static TemplateLibrary Loaded(FileResult<TemplateLibrary> library) =>
        library.Value ?? throw new BadInputException(string.Join(Environment.NewLine, library.Faults));

    private static void AddHost(WebApplicationBuilder builder, HostSettings settings, SqliteDatabase database, TimeProvider time, bool isVirtual)
    {
        builder.WebHost.UseUrls(settings.Urls.Split(';'));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Workflows.Web.Delivery", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning)
            // The keys lie in the data directory, readable by the program's own user alone, and it says so at every start.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // A stop waits for the request and the mail that are on their way.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(settings.Data.Keys)).SetApplicationName("Workflows");
        builder.Services
            .AddSingleton(time)
            .AddSingleton(new ClockInfo(isVirtual))
            .AddSingleton(new HostVersions("SQLite", $"{Migrations.Latest}"))
            .AddSingleton<IEventStore>(services => new AlarmingEvents(new SqliteEventStore(database), services.GetRequiredService<Alarms>()))
            .AddSingleton<IEffectLedger>(new SqliteEffectLedger(database))
            .AddSingleton<IWakeUps>(new SqliteWakeUps(database))
            .AddSingleton<IListing>(new SqliteListing(database))
            .AddSingleton<IApiKeys>(new SqliteApiKeys(database))
            .AddSingleton<IRequestKeys>(new SqliteRequestKeys(database))
            .AddSingleton<ILinks>(new SqliteLinks(database))
            .AddSingleton<ILinkUses>(new SqliteLinks(database))
            .AddSingleton<IPeople>(new SqlitePeople(database))
            .AddSingleton<ISessions>(new SqliteSessions(database))
            .AddSingleton<IDrafts>(new SqliteDrafts(database))
            .AddSingleton<IKeptValues>(new SqliteKeptValues(database))
            .AddSingleton<IOutbox>(services => new AlarmingOutbox(new SqliteOutbox(database), services.GetRequiredService<Alarms>()))
            .AddSingleton(LinkSecretFile.Of(settings.Data))
            .AddSingleton<IDocumentStore>(new FileDocuments(settings.Data))
            .AddSingleton(settings.Mail)
            .AddSingleton(new RecipientPolicy(settings.AllowedRecipients))
            .AddSingleton<IMailTransport>(settings.Smtp is { } smtp
                ? new SmtpTransport(smtp, settings.Mail.From)
                : new PickupFolderTransport(settings.PickupFolder, settings.Mail.From))
            .AddSingleton(new Alarms(new Alarm(), new Alarm(), new Alarm()))
            .AddSingleton<Ticking>()
            .AddSingleton<Reconciler>()
            .AddHostedService<PassingTime>()
            .AddHostedService<Postman>()
            .AddHostedService<LookingAhead>();
    }

    private static async Task Listen(WebApplication app, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException failure)
        {
            throw new BadInputException($"{failure.Message} Stop whatever listens there, or name another address with --urls.");
        }
    }
}
