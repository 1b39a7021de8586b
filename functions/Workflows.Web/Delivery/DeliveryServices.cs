using Microsoft.Extensions.DependencyInjection;
using Workflows.Web.Mail;

namespace Workflows.Web.Delivery;

public static class DeliveryServices
{
    /// <summary>
    /// Registers <see cref="EffectDispatcher"/>. The host registers the ports, the runners, the template library, the clock,
    /// <see cref="MailSettings"/> and <see cref="RecipientPolicy"/>.
    /// </summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services) =>
        services
            .AddSingleton<TaskLinks>()
            .AddSingleton<MailComposer>()
            .AddSingleton<CalendarFeed>()
            .AddSingleton<MailDelivery>()
            .AddSingleton<WorkflowDelivery>()
            .AddSingleton<EffectDispatcher>();
}
