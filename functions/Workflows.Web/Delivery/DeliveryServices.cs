using Microsoft.Extensions.DependencyInjection;
using Workflows.Web.Links;
using Workflows.Web.Mail;

namespace Workflows.Web.Delivery;

public static class DeliveryServices
{
    /// <summary>
    /// Registers <see cref="EffectDispatcher"/> and <see cref="LinkDispatcher"/>. The host registers the ports, the runners, the template library, the clock, links, people, the outbox, <see cref="LinkSecret"/>,
    /// <see cref="MailSettings"/> and <see cref="RecipientPolicy"/>.
    /// </summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services) =>
        services
            .AddSingleton(services => new TaskLinks(services.GetRequiredService<MailSettings>()))
            .AddSingleton<LinkIssuer>()
            .AddSingleton<LinkMails>()
            .AddSingleton<LinkDelivery>()
            .AddSingleton<MailComposer>()
            .AddSingleton<CalendarFeed>()
            .AddSingleton<MailDelivery>()
            .AddSingleton<Undelivered>()
            .AddSingleton<WorkflowDelivery>()
            .AddSingleton<EffectDispatcher>()
            .AddSingleton<LinkDispatcher>();
}
