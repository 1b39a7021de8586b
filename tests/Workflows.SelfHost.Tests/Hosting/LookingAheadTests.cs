using Microsoft.Extensions.DependencyInjection;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Hosting;
using Workflows.SelfHost.Tests.Pages;
using Workflows.SelfHost.Tests.Pages.Indicators;
using Workflows.Web.Regions;

namespace Workflows.SelfHost.Tests.Hosting;

/// <summary>What regions are made of is worked out before anybody looks.</summary>
public sealed class LookingAheadTests
{
    [Fact]
    public async Task An_accepted_answer_is_worked_out_although_nobody_looks()
    {
        using var alarms = new TestAlarms();
        var kept = default(WatchedKept)!;
        await using var site = await Site.Started(services =>
        {
            alarms.Register(services);
            kept = new((IKeptValues)services.Last(s => s.ServiceType == typeof(IKeptValues)).ImplementationInstance!);
            services.AddSingleton<IKeptValues>(kept).AddHostedService<LookingAhead>();
        });
        var alfa = Towns.StrategyOf("alfa");

        await new Towns(site).Add(alfa, (100, 75));

        await kept.Until(alfa.Id, v => v.Series.Any(s => s.Indicator.Value == Towns.Attending && s.Years[0].Value == 75));
    }

    [Fact]
    public async Task Only_what_may_change_a_value_rings()
    {
        using var alarms = new TestAlarms();
        await using var site = await Site.Started(alarms.Register);
        var alfa = Towns.StrategyOf("alfa");
        Assert.True(alarms.Rang());

        var towns = await new Towns(site).Add(alfa);
        Assert.True(alarms.Rang());
        await towns.Open(alfa, 2016);
        await towns.Answer(alfa, 2016, 100, 75);
        Assert.False(alarms.Rang());
        await towns.Accept("alfa", 2016);
        Assert.True(alarms.Rang());
        await towns.Correct("alfa", 2016, 100, 76, "Броено двукратно");
        Assert.True(alarms.Rang());
        await towns.Amend("alfa", s => s with { Indicators = [.. s.Indicators.Reverse()] });
        Assert.True(alarms.Rang());
    }

    private sealed class TestAlarms : IDisposable
    {
        private readonly Alarms _alarms = new(new(), new(), new());

        public void Register(IServiceCollection services)
        {
            var store = (IEventStore)services.Last(s => s.ServiceType == typeof(IEventStore)).ImplementationInstance!;
            services.AddSingleton(_alarms).AddSingleton<IEventStore>(new AlarmingEvents(store, _alarms));
        }

        /// <summary>Whether it was rung since it was asked last.</summary>
        public bool Rang()
        {
            using var enough = new CancellationTokenSource();
            var waiting = _alarms.Values.Wait(Timeout.InfiniteTimeSpan, enough.Token);
            enough.Cancel();
            return waiting.IsCompletedSuccessfully;
        }

        public void Dispose()
        {
            _alarms.Time.Dispose();
            _alarms.Mail.Dispose();
            _alarms.Values.Dispose();
        }
    }

    /// <summary>Tells what is kept, as soon as it is.</summary>
    private sealed class WatchedKept(IKeptValues kept) : IKeptValues
    {
        private readonly List<(Func<KeptValues, bool> Is, TaskCompletionSource Told)> _awaited = [];
        private readonly List<KeptValues> _saved = [];

        public async Task Until(StrategyId strategy, Func<Core.Indicators.StrategyValues, bool> are)
        {
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_saved)
            {
                _awaited.Add((Is, told));
                if (_saved.Any(Is))
                    told.TrySetResult();
            }

            await told.Task.WaitAsync(TimeSpan.FromMinutes(1));

            bool Is(KeptValues saved) => saved.Strategy == strategy && are(KeptForms.ReadValues(saved.Values)!.Values!);
        }

        public ValueTask<IReadOnlyList<KeptValues>> All(CancellationToken cancellation = default) => kept.All(cancellation);

        public ValueTask<ReadOnlyMemory<byte>?> Sheets(StrategyId strategy, CancellationToken cancellation = default) => kept.Sheets(strategy, cancellation);

        public async ValueTask Save(IReadOnlyList<KeptValues> values, CancellationToken cancellation = default)
        {
            await kept.Save(values, cancellation);
            lock (_saved)
            {
                _saved.AddRange(values);
                foreach (var (@is, told) in _awaited.Where(a => values.Any(a.Is)))
                    told.TrySetResult();
            }
        }
    }
}
