using Microsoft.AspNetCore.Routing;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Pages.Cycles;

namespace Workflows.SelfHost.Tests.Pages.Coordinator;

public sealed class CommandFormTests
{
    private const string Workflow = "/api/workflows/{id}";

    /// <summary>An answer, its number in the secure delivery service and a sheet are given where the task is answered.</summary>
    private static readonly string[] OfAnswers = ["submit", "secure-delivery", "sheet"];

    [Fact]
    public async Task Every_command_of_the_API_on_a_workflow_has_a_form_in_the_browser()
    {
        await using var host = await ApiHost.Started();
        var commands = host.AllRoutes
            .Where(r => r.RoutePattern.RawText!.StartsWith($"{Workflow}/", StringComparison.Ordinal) && r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"))
            .Select(r => ActOf(r.RoutePattern.RawText![(Workflow.Length + 1)..].TrimEnd('/').Split('/')))
            .Where(c => !OfAnswers.Contains(c.Name))
            .ToList();

        Assert.True(commands.Count > 15);
        Assert.All(commands, c => Assert.True(Act.Find(c.Scope, c.Name) is not null, $"{c.Scope} {c.Name}"));
    }

    private static (ActScope Scope, string Name) ActOf(string[] path) => path switch
    {
        ["tasks", _, var name] => (ActScope.Task, name),
        ["steps", _, "tasks"] => (ActScope.Step, "add"),
        ["steps", _, var name] => (ActScope.Step, name),
        ["recommendations", _, var name] => (ActScope.Recommendation, name),
        ["comments"] => (ActScope.Workflow, "comment"),
        [var name] => (ActScope.Workflow, name),
        _ => throw new InvalidOperationException($"What is {string.Join('/', path)}?"),
    };
}
