using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Ports;
using Workflows.Web.Access;
using Workflows.Web.Api;
using Workflows.Web.Delivery;
using Workflows.Web.Files;
using Workflows.Web.Keys;
using Workflows.Web.Links;
using Workflows.Web.Mail;
using Workflows.Web.Operations;
using Workflows.Web.Pages;
using Workflows.Web.Regions;
using Workflows.Web.Reports;
using Workflows.Web.Sheets;

namespace Workflows.Web;

/// <summary>What every host registers.</summary>
public static class Composition
{
    /// <summary>
    /// Registers the engine and the web around it. The host registers the <see cref="TemplateLibrary"/> and the ports: event store, ledger, wake-ups, listing, documents, API keys,
    /// request keys, links and their uses, people, sessions, drafts, kept values, outbox, <see cref="LinkSecret"/>,
    /// <see cref="IMailTransport"/>, <see cref="TimeProvider"/>, <see cref="MailSettings"/> and <see cref="RecipientPolicy"/>; and a
    /// <see cref="ClockInfo"/> when its clock is simulated.
    /// </summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services)
    {
        services.AddSingleton<WorkflowRunner>();
        services.AddSingleton<StrategyRunner>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new ClockInfo(IsVirtual: false));
        services.AddSingleton<Repeats>();
        services.AddSingleton<StrategyCommands>();
        services.AddSingleton<WorkflowCommands>();
        services.AddSingleton<TaskCommands>();
        services.AddSingleton<SubmittedDocuments>();
        services.AddSingleton<StrategyHistories>();
        services.AddSingleton<TaskSheets>();
        services.AddSingleton<CurrentValues>();
        services.AddSingleton(Patience.OfPeople);
        services.AddSingleton<RegionReader>();
        services.AddSingleton<ReportDesk>();
        services.AddDelivery();
        services.AddSingleton<Forgetting>();
        services.AddSingleton<Reach>();
        services.AddSingleton<LinkDoor>();
        services.AddSingleton<LinkRequests>();
        services.AddSingleton<FailedWork>();
        services.AddSingleton<Inspection>();
        services.TryAddSingleton(new HostVersions("", ""));
        services.AddKeys();
        services.AddPages();
        services.AddDescription();
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services;
    }
}
