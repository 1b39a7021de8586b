using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Functions.Orchestrations;

namespace Workflows.Functions.Tests.App;

/// <summary>The app's tasks with every activity run twice, as the engine may do at any time.</summary>
internal static class Twice
{
    public static void AddTasks(DurableTaskRegistry registry)
    {
        registry.AddOrchestrator<StrategyOrchestrator>().AddOrchestrator<WorkflowOrchestrator>();
        Add<Advance>(registry, Advance.Name);
        Add<DeliverMail>(registry, DeliverMail.Name);
        Add<OpenWorkflow>(registry, OpenWorkflow.Name);
        Add<Publish>(registry, Publish.Name);
    }

    private static void Add<T>(DurableTaskRegistry registry, string name)
        where T : class, ITaskActivity =>
        registry.AddActivity(name, services => new Activity(ActivatorUtilities.CreateInstance<T>(services)));

    private sealed class Activity(ITaskActivity inner) : ITaskActivity
    {
        public Type InputType => inner.InputType;

        public Type OutputType => inner.OutputType;

        public async Task<object?> RunAsync(TaskActivityContext context, object? input)
        {
            await inner.RunAsync(context, input);
            return await inner.RunAsync(context, input);
        }
    }
}
