using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Strategies;
using Workflows.SelfHost.CommandLine;
using Workflows.Web.Files;
using Workflows.Web.Keys;
using Workflows.Web.Pages.SignIn;

namespace Workflows.SelfHost.Hosting;

/// <summary>What an installation needs before it is of any use: a strategy, and somebody who may do something.</summary>
internal static class FirstStart
{
    public const string ShippedStrategy = "sevlievo-2016-2020";

    /// <summary>Does what is still missing, and says what it did.</summary>
    public static async Task<Welcome> Prepare(IServiceProvider services, ServeOptions options, CancellationToken cancellation)
    {
        var strategies = await services.GetRequiredService<IListing>().Strategies(new(null, null, 1), cancellation);
        StrategyId? registered = strategies.Count == 0 && !options.NoStrategy ? await Register(services, options, cancellation) : null;
        var first = registered ?? (strategies is [var known] ? known.Id : null);
        var link = await services.GetRequiredService<FirstAdministrator>().Link(cancellation);
        return new(first, registered is not null, await MakeKey(services, cancellation), link);
    }

    private static async Task<StrategyId> Register(IServiceProvider services, ServeOptions options, CancellationToken cancellation)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var strategy = WithYears(Read(services, options), options, CivilTime.DateOf(now).Year);
        var result = await services.GetRequiredService<StrategyRunner>()
            .Run(StreamId.Of(strategy.Id), new StrategyCommand.Register(strategy), Actor.System, now, cancellation: cancellation);
        return result is RunResult<StrategyState, StrategyEvent>.Refused refused
            ? throw new BadInputException(refused.Rejection.Message)
            : strategy.Id;
    }

    private static Strategy Read(IServiceProvider services, ServeOptions options) => options.Strategy is { } file
        ? StrategyInput.Read(file, services.GetRequiredService<TemplateLibrary>())
        : services.GetRequiredService<TemplateLibrary>().Strategies[ShippedStrategy];

    private static Strategy WithYears(Strategy strategy, ServeOptions options, int thisYear)
    {
        if (options.FirstYear is { } year)
            return strategy.BeginningIn(year);
        return options.Clock is not null && strategy.Period.Contains(thisYear) ? strategy : strategy.BeginningIn(thisYear);
    }

    /// <summary>The first key, which can make all others; null when there are keys.</summary>
    private static async Task<string?> MakeKey(IServiceProvider services, CancellationToken cancellation)
    {
        var keys = services.GetRequiredService<IApiKeys>();
        if ((await keys.List(cancellation)).Count > 0)
            return null;
        var made = KeyMaker.Make("first administrator", ActorKind.Administrator, null, null, services.GetRequiredService<TimeProvider>().GetUtcNow());
        await keys.Add(made.Key, cancellation);
        return made.Secret;
    }
}
