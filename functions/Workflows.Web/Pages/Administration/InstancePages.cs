using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Core.Ports;
using Workflows.Web.Access;
using Workflows.Web.Api;
using Workflows.Web.Operations;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Administration;

/// <summary>The orchestrations of the durable engine, on hosts that have one: how each stands, and what the engine can be told to do with it.</summary>
internal static class InstancePages
{
    public const string Root = "/administration/orchestrations";

    public static void MapInstances(this IEndpointRouteBuilder whole)
    {
        var instances = whole.MapGroup("/orchestrations").AddEndpointFilter(new WithEngine());
        instances.MapMethods("", Looking.Methods, List);
        instances.MapMethods("/{id}", Looking.Methods, Show);
        instances.MapMethods("/{id}/{command}", Looking.Methods, Ask);
        instances.MapPost("/{id}/{command}", Do);
    }

    private static async Task<IResult> List(
        string? state, string? q, string? after, Named<InstanceCommand>? done, FailedWork failed, TimeProvider time, HttpContext http)
    {
        var wanted = Enum.TryParse<InstanceState>(state, ignoreCase: true, out var known) ? known : (InstanceState?)null;
        var prefix = q?.Trim().ToLowerInvariant() ?? "";
        var page = await Engine(http).List(new(wanted, prefix, after, AdministrationPages.PageSize), http.RequestAborted);
        var address = $"{Root}?state={wanted}&q={Uri.EscapeDataString(prefix)}";
        return PageResult.Of<InstancesPage>(new InstancesModel(
            [.. page.Rows.Select(i => new InstanceRow(i, time.GetUtcNow() - i.CreatedAt, ErrorOf(i, failed)))],
            new FormState(new Dictionary<string, string> { ["state"] = $"{wanted}", ["q"] = prefix }),
            done?.Value,
            after is null ? null : address,
            page.Next is { } next ? $"{address}&after={Uri.EscapeDataString(next)}" : null));
    }

    private static async Task<IResult> Show(StreamId id, Named<InstanceCommand>? done, Reach reach, FailedWork failed, PageContext page, TimeProvider time, HttpContext http)
    {
        var instance = await Engine(http).Find(id, http.RequestAborted);
        if (instance is null && !await Exists(id, reach, page, http))
            return PageResult.NotFound;
        return PageResult.Of<InstancePage>(new InstanceModel(
            id, instance, instance is null ? null : time.GetUtcNow() - instance.CreatedAt, instance is null ? null : ErrorOf(instance, failed), done?.Value));
    }

    private static async Task<IResult> Ask(StreamId id, Named<InstanceCommand> command, Reach reach, PageContext page, HttpContext http) =>
        await Takes(id, command.Value, reach, page, http) ? PageResult.Of<ReasonPage>(Question(id, command.Value, page)) : PageResult.NotFound;

    private static async Task<IResult> Do(StreamId id, Named<InstanceCommand> command, PostedForm form, Reach reach, PageContext page, HttpContext http)
    {
        if (!await Takes(id, command.Value, reach, page, http))
            return PageResult.NotFound;
        if (await Engine(http).Do(id, command.Value, http.RequestAborted) is not InstanceReply.Taken)
            return PageResult.See($"{Root}/{id}"); // It has changed since the page was shown.
        // Of one that is forgotten there is nothing to show.
        return PageResult.See(command.Value is InstanceCommand.Purge ? $"{Root}?done=purge" : $"{Root}/{id}?done={$"{command.Value}".ToLowerInvariant()}");
    }

    /// <summary>A restart also begins one that is not there; what is not there takes nothing else.</summary>
    private static async ValueTask<bool> Takes(StreamId id, InstanceCommand command, Reach reach, PageContext page, HttpContext http) =>
        await Engine(http).Find(id, http.RequestAborted) is { } instance
            ? instance.Commands.Contains(command)
            : command is InstanceCommand.Restart && await Exists(id, reach, page, http);

    private static async ValueTask<bool> Exists(StreamId id, Reach reach, PageContext page, HttpContext http) => id.IsWorkflow
        ? await reach.Workflow(page.Caller!, new(id.Value), http.RequestAborted) is not null
        : await reach.Strategy(page.Caller!, new(id.Value), http.RequestAborted) is not null;

    private static ReasonModel Question(StreamId id, InstanceCommand command, PageContext page) => new(
        Texts.In<AdministrationText>(page.Language, $"Instance_{command}", id),
        Texts.In<AdministrationText>(page.Language, $"Instance_{command}_Text"),
        Texts.In<AdministrationText>(page.Language, $"Instance_{command}_Button"),
        $"{Root}/{id}/{$"{command}".ToLowerInvariant()}",
        $"{Root}/{id}",
        new(),
        AsksWhy: false,
        Danger: command is InstanceCommand.Terminate or InstanceCommand.Purge);

    /// <summary>Why the engine gave it up; else the last thing that went wrong in its stream since the program started.</summary>
    private static string? ErrorOf(DurableInstance instance, FailedWork failed) => instance.Error ?? failed.LatestIn(instance.Id)?.Error;

    private static IDurableInstances Engine(HttpContext http) => http.RequestServices.GetRequiredService<IDurableInstances>();

    /// <summary>On a host that needs no engine there are none of these pages.</summary>
    private sealed class WithEngine : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
            context.HttpContext.RequestServices.GetService<IDurableInstances>() is null ? PageResult.NotFound : await next(context);
    }
}

/// <param name="Age">Since the engine began it.</param>
/// <param name="Error">The last thing that went wrong in it.</param>
public sealed record InstanceRow(DurableInstance Instance, TimeSpan Age, string? Error);

/// <param name="Filter">With the fields <c>state</c> and <c>q</c>.</param>
/// <param name="Done">What was just asked of the engine.</param>
public sealed record InstancesModel(IReadOnlyList<InstanceRow> Rows, FormState Filter, InstanceCommand? Done, string? First, string? Next);

/// <param name="Instance">Null while the engine has none for this strategy or workflow.</param>
public sealed record InstanceModel(StreamId Id, DurableInstance? Instance, TimeSpan? Age, string? Error, InstanceCommand? Done);
