using System.Collections.Immutable;
using Workflows.Core.Engine;
using Workflows.Core.History;
using Workflows.Core.Ports;
using Workflows.Core.Tests.Engine;
using static Workflows.Core.Engine.WorkflowEvent;

namespace Workflows.Core.Tests.History;

/// <summary>The register is folded from stored events alone: what was recommended, and what became of it, year by year.</summary>
public sealed class RecommendationRegisterTests
{
    private const string Id = "proposals.emo.1";

    private static readonly Proposal Proposal = new("goal", "1.1", "Повече места", "Списък с чакащи");

    [Fact]
    public void AnOpenOneStandsInEveryYearUntilItIsDone()
    {
        var history = new Record().Cycle(2017).Raised(2017).Assigned(2017);
        Assert.All([2017, 2018, 2019], year => Assert.Single(history.Register.In(year)));
        Assert.Empty(history.Register.In(2016));
        Assert.Equal([2018, 2019], Enumerable.Range(2017, 3).Where(y => history.Register.CarriedInto(y).Any()));

        history.On(2018, 6, 1).Settled(2017, RecommendationFate.Adopted, "№ 45");
        Assert.Single(history.Register.In(2019));
        history.On(2018, 9, 3).Settled(2017, RecommendationFate.Done, "№ 45");

        Assert.Empty(history.Register.In(2019));
        var done = Assert.Single(history.Register.In(2018));
        Assert.Equal(
            new RegisteredRecommendation(
                Record.Id(2017), Id, 2017, new("proposals.emo"), Sample.Team, Proposal, new(2017, 2, 1), Sample.Town, new(2017, 12, 1),
                RecommendationState.Done, new(2018, 9, 3), "№ 45", "Бележка", null),
            done);
        Assert.False(done.IsLate(new(2019, 1, 1)));
    }

    [Fact]
    public void AVersionOfTheStrategyIsTiedToTheDecisionThatAdoptedIt()
    {
        var history = new Record().Cycle(2017).Raised(2017).Settled(2017, RecommendationFate.Adopted, "№ 45");
        Assert.Null(Assert.Single(history.Register.All).AmendedInVersion);

        history.Amended(null).Amended("45");

        Assert.Equal(3, Assert.Single(history.Register.All).AmendedInVersion);
    }

    [Fact]
    public void WhatWasDeclinedIsTiedToNoVersion()
    {
        var history = new Record().Cycle(2017).Raised(2017).Settled(2017, RecommendationFate.Declined, "45").Amended("45");

        Assert.Null(Assert.Single(history.Register.All).AmendedInVersion);
        Assert.Empty(history.Register.In(2018));
    }

    [Fact]
    public void ItIsLateAfterItsDayAndOnlyWhileOpen()
    {
        var late = Assert.Single(new Record().Cycle(2017).Raised(2017).Assigned(2017).Register.All);

        Assert.Equal([false, true], [late.IsLate(new(2017, 12, 1)), late.IsLate(new(2017, 12, 2))]);
    }

    [Fact]
    public void WhatTheEarlierStrategyLeftOpen_StandsInTheRegisterOfTheNext()
    {
        var earlier = new Record().Cycle(2017).Raised(2017).Assigned(2017).Cycle(2018).Raised(2018).On(2019, 12, 30).Settled(2018, RecommendationFate.Done, null);
        var next = Sample.Strategy with { Period = new(2020, 3) };
        var history = new StrategyHistory(1, [new(1, next, new(2019, 12, 1), null, null)], ImmutableSortedDictionary<WorkflowId, WorkflowRecord>.Empty) { Before = earlier.History };

        Assert.Equal([(Record.Id(2017), 2017)], history.Recommendations.All.Select(r => (r.Workflow, r.Year)));
        Assert.Single(history.Recommendations.In(2020));
        Assert.Single(history.Recommendations.CarriedInto(2022));
        Assert.Single(history.Recommendations.OwedBy(Sample.Town));
        Assert.Equal(Sample.Town, history.Find(Sample.Town)!.Id);

        // Done in the next strategy's second year, it stands no longer in the third's register.
        earlier.On(2021, 3, 1).Settled(2017, RecommendationFate.Done, null);
        history = history with { Before = earlier.History };
        Assert.Equal([true, true, false], Enumerable.Range(2020, 3).Select(y => history.Recommendations.In(y).Any()));
        Assert.Empty(history.Recommendations.OwedBy(Sample.Town));
    }

    /// <summary>Streams as they would be stored, without deciding anything.</summary>
    private sealed class Record
    {
        private readonly List<StoredEvent> _events = [];
        private DateTimeOffset _now = Sample.At(2017, 2, 1);

        public Record() => Add(StreamId.Of(Sample.Strategy.Id), EventFormat.Write(new StrategyEvent.StrategyRegistered(Sample.Strategy, new(2017, 1, 10))));

        public StrategyHistory History => StrategyHistory.Of(_events);

        public RecommendationRegister Register => History.Recommendations;

        public static WorkflowId Id(int year) => new($"sample-2017-2019.cycle.{year}");

        public Record On(int year, int month, int day)
        {
            _now = Sample.At(year, month, day);
            return this;
        }

        public Record Cycle(int year)
        {
            var template = Sample.Of(Sample.Step("proposals", new Core.Templates.StepKind.Proposals([new("goal", new("Цел", "Goal"))]), "me-team")) with { Meetings = null };
            var opened = WorkflowDecider.Decide(WorkflowState.Initial, new WorkflowCommand.Open(Id(year), template, Sample.Context(year)), Actor.System, _now);
            return ((Decided<WorkflowEvent>.Events)opened).List.Aggregate(this, (record, e) => record.Add(year, e));
        }

        public Record Raised(int year) => Add(year, new RecommendationRaised(RecommendationRegisterTests.Id, new("proposals.emo"), Proposal));

        public Record Assigned(int year) => Add(year, new RecommendationAssigned(RecommendationRegisterTests.Id, Sample.Town, new(year, 12, 1), new(year, 2, 1)));

        public Record Settled(int year, RecommendationFate fate, string? decision) =>
            Add(year, new RecommendationSettled(RecommendationRegisterTests.Id, fate, decision, "Бележка"));

        public Record Amended(string? decision)
        {
            Add(StreamId.Of(Sample.Strategy.Id), EventFormat.Write(new StrategyEvent.StrategyAmended(Sample.Strategy, new(2018, 1, 10), "Прецизиране", decision)));
            return this;
        }

        private Record Add(int year, WorkflowEvent e)
        {
            Add(StreamId.Of(Id(year)), EventFormat.Write(e));
            return this;
        }

        private void Add(StreamId stream, NewEvent written) =>
            _events.Add(new(stream, _events.Count(x => x.Stream == stream) + 1, written.Name, written.Schema, _now, Actor.System, written.Body, default));
    }
}
