using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Workflows.Functions.Hosting;
using Workflows.Web.Delivery;

if (Transfer.IsMeant(args))
{
    var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection($"{AppOptions.Section}:Storage").Get<StorageOptions>();
    return await Transfer.Run(args, Composition.Storage(settings ?? new()), Console.Out);
}

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.ConfigureDurableWorker().AddTasks(Composition.AddTasks);
builder.Services.AddApp(builder.Configuration);

// One trace from the call to the mail: what is owed keeps its caller's, and its delivery goes on with it.
var telemetry = builder.Services.AddOpenTelemetry()
    .UseFunctionsWorkerDefaults()
    .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddSource("Azure.*", DeliveryTrace.Source));
if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
    telemetry.UseAzureMonitorExporter();

await builder.Build().RunAsync();
return 0;
