using System.Net;
using System.Text;
using Workflows.Contracts;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.SelfHost.Tests.Api;
using Workflows.SelfHost.Tests.Pages.Coordinator;
using Workflows.SelfHost.Tests.Pages.Indicators;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Values in their tables: checked, compared with last year's, and corrected once they were approved.</summary>
public sealed class ValueAnswerTests
{
    [Fact]
    public async Task Values_are_checked_cell_by_cell_and_a_difference_needs_its_reason()
    {
        await using var site = await Site.Started();
        var (task, path) = await AnswerTests.Values(site);
        var w = await site.Workflow();
        var indicator = Core.Indicators.ValueSheet.Owed(w.Context.Indicators, ((StepKind.CollectIndicators)w.StepOf(task)!.Kind).Kinds, task.Owner).First(i => i.Breakdowns.Count > 0);
        var dimension = w.Context.Dimensions.First(d => d.Id == indicator.Breakdowns[0]);
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer/values/{indicator.Id}");
        (string, string) Cell(int part, string value) => ($"value-{indicator.Id}--{dimension.Id}--{dimension.Parts[part].Id}", value);

        await clerk.Submit("next", ($"value-{indicator.Id}", "много"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("напишете число", clerk.Page.QuerySelector($"[id='value-{indicator.Id}-error']")!.TextContent, StringComparison.Ordinal);

        (string, string)[] typed = [($"value-{indicator.Id}", "1 234,5"), .. dimension.Parts.Select((_, i) => Cell(i, i == 0 ? "1000" : "1"))];
        foreach (var other in w.Context.Dimensions.Where(d => indicator.Breakdowns.Skip(1).Contains(d.Id)))
            typed = [.. typed, ($"why-{indicator.Id}--{other.Id}", "Не се събира така")];
        await clerk.Submit("next", typed);
        var differs = clerk.Page.QuerySelector($"[id='differs-{indicator.Id}--{dimension.Id}']")!;
        Assert.Null(differs.Closest("[hidden]"));
        Assert.Contains("1\u00a0234,5", clerk.Page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);

        await clerk.Submit("next", [.. typed, ($"differs-{indicator.Id}--{dimension.Id}", "Част от хората не са посочили")]);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.NotEqual($"{path}/answer/values/{indicator.Id}", clerk.Path);
        await clerk.Open($"{path}/answer");
        Assert.Contains("Попълнен", clerk.Page.GetElementById($"indicator-{indicator.Id}")!.Closest("li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Last_years_values_stand_beside_the_new_ones()
    {
        await using var site = await Site.Started();
        var (task, _) = await AnswerTests.Values(site);
        var w = await site.Workflow();
        await site.Do(new WorkflowCommand.Submit(task.Id, ValidAnswers.For(w, task, new DateOnly(2016, 11, 7))));
        await site.Do(new WorkflowCommand.Accept(task.Id, null));
        await site.Host.Coordinator.Send("POST", $"/api/strategies/{ApiHost.Strategy}/cycles/2017");
        await site.Deliver();
        var next = $"{ApiHost.Strategy}.cycle.2017";
        var (same, path) = await AnswerTests.Open(site, later => t => later.StepOf(t)!.Kind is StepKind.CollectIndicators && t.Owner == task.Owner, next);
        var kinds = ((StepKind.CollectIndicators)(await site.Workflow(next)).StepOf(same)!.Kind).Kinds;
        var indicator = w.Context.Indicators.First(i => i.Source == task.Owner && kinds.Contains(i.Kind));
        var clerk = await site.Browser().Open($"{path}/answer/values/{indicator.Id}");
        Assert.Contains("За 2016 г.", clerk.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_that_leaps_asks_why_and_its_word_is_kept()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        var towns = await new Towns(desk.Site).Add("alfa", (100, 75));
        await towns.Open(Towns.StrategyOf("alfa"), 2017);
        var path = $"/t/{Towns.IdOf("alfa")}.cycle.2017/values.dsp/answer";
        var clerk = desk.Browser;
        (string, string)[] Values(string id, int total) => [($"value-{id}", $"{total}"), ($"value-{id}--sex--girls", "10"), ($"value-{id}--sex--boys", $"{total - 10}")];
        await clerk.Open($"{path}/values/attending?lang=bg");
        Assert.NotNull(clerk.Page.GetElementById("comment-attending")!.Closest("[hidden]"));

        await clerk.Submit("next", Values("attending", 113));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Equal(["#comment-attending"], clerk.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")));
        Assert.Contains("Общото беше 75, а сега е 113", clerk.Page.GetElementById("comment-attending-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(clerk.Page.GetElementById("comment-attending")!.Closest("[hidden]"));

        // More than half is asked about, exactly half is not.
        await clerk.Submit("next", [.. Values("attending", 113), ("comment-attending", "Нова градина")]);
        Assert.True(clerk.Status is HttpStatusCode.OK, clerk.Main);
        await clerk.Open($"{path}/values/of-age");
        await clerk.Submit("next", Values("of-age", 150));
        Assert.True(clerk.Status is HttpStatusCode.OK, clerk.Main);
        await clerk.Open($"{path}/values/content");
        await clerk.Submit("next", ("value-content", "4,5"));
        Assert.EndsWith("/answer", clerk.Path, StringComparison.Ordinal);
        await clerk.Submit("review");
        Assert.Contains("Обяснение: Нова градина", clerk.Main, StringComparison.Ordinal);
        await clerk.Submit("send");
        var cells = ((Answer.Values)(await desk.Site.Workflow($"{Towns.IdOf("alfa")}.cycle.2017")).Tasks[new("values.dsp")].Received[^1].Submission.Answer).Cells;
        Assert.Equal("Нова градина", cells.Single(c => c.Indicator.Value == "attending" && c.Cell.IsTotal).Comment);
        Assert.All(cells.Where(c => c.Indicator.Value != "attending"), c => Assert.Null(c.Comment));
    }

    [Fact]
    public async Task Parts_that_do_not_add_up_are_not_summed_in_the_form()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        var strategy = Towns.StrategyOf("alfa");
        strategy = strategy with { Indicators = [.. strategy.Indicators.Select(i => i.Id.Value == Towns.Attending ? i with { Additive = false } : i)] };
        var towns = await new Towns(desk.Site).Add(strategy);
        await towns.Open(strategy, 2016);
        var values = $"/t/{strategy.Id}.cycle.2016/values.dsp/answer/values";
        await desk.Browser.Open($"{values}/of-age");
        Assert.NotNull(desk.Browser.Page.QuerySelector("tfoot output"));
        await desk.Browser.Open($"{values}/attending");
        Assert.Null(desk.Browser.Page.QuerySelector("tfoot, [data-differs]"));
        Assert.NotNull(desk.Browser.Page.QuerySelector("input[name='value-attending--sex--girls']"));
    }

    [Fact]
    public async Task Approved_values_are_corrected_in_the_same_form_with_a_reason()
    {
        await using var desk = await Desk.Open(municipality: "alfa");
        await new Towns(desk.Site).Add("alfa", (100, 75));
        var workflow = $"{Towns.IdOf("alfa")}.cycle.2016";
        var clerk = desk.Browser;
        await clerk.Open($"/workflows/{workflow}/tasks/values.dsp?lang=bg");
        await clerk.Follow($"main a[href='/t/{workflow}/values.dsp/answer']");
        Assert.Contains("Коригирате одобрен отговор", clerk.Main, StringComparison.Ordinal);

        await clerk.Submit("review");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await clerk.Open($"/t/{workflow}/values.dsp/answer/values/attending");
        Assert.Equal("75", clerk.Page.GetElementById("value-attending")!.GetAttribute("value"));
        await clerk.Submit("next", ("value-attending", "70"), ("value-attending--sex--boys", "60"));
        await clerk.Submit("review");
        Assert.Equal(["#reason-of-correction"], clerk.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")));
        await clerk.Submit("review", ("reason-of-correction", "Преброени два пъти"));
        Assert.Contains("Преброени два пъти", clerk.Main, StringComparison.Ordinal);
        await clerk.Submit("send");
        Assert.Equal($"/workflows/{workflow}/tasks/values.dsp?done=Act_Task_Correct", clerk.Path);

        var task = (await desk.Site.Workflow(workflow)).Tasks[new("values.dsp")];
        Assert.Equal(2, task.Received.Count);
        Assert.IsType<Core.Engine.TaskStatus.Accepted>(task.Status);
        await clerk.Open($"/strategies/{Towns.IdOf("alfa")}/indicators/attending");
        Assert.Equal("70 Коригирана", IndicatorTests.Cells(clerk, "2016")[0]);
    }

    [Fact]
    public async Task An_approved_document_is_corrected_by_the_coordinator_alone()
    {
        await using var desk = await Desk.Open();
        await desk.Answer();
        await desk.Do($"{Desk.Draft}/do/accept");
        const string Answered = $"/t/{ApiHost.Cycle}/strategy-draft.mayor/answer";
        await desk.Browser.Open(Answered);
        await desk.Browser.Submit("review", [("summary", "Поправен"), ("reason-of-correction", "Грешен файл")], ("doc-file", "нов.pdf", Encoding.UTF8.GetBytes("%PDF нов")));
        Assert.EndsWith("/answer/review", desk.Browser.Path, StringComparison.Ordinal);
        await desk.Browser.Submit("send");
        var corrected = (await desk.Workflow()).Tasks[new("strategy-draft.mayor")].Received;
        Assert.Equal(2, corrected.Count);
        Assert.Equal("нов.pdf", ((Answer.Document)corrected[^1].Submission.Answer).File.Name);

        var mayor = desk.Site.Browser();
        var path = $"{await desk.Site.AllTasks("mayor")}/{ApiHost.Cycle}/strategy-draft.mayor";
        await mayor.Open($"{path}/answer");
        Assert.Equal(path, mayor.Path);
    }

    [Fact]
    public async Task A_decisions_number_is_corrected_and_its_outcome_is_not()
    {
        await using var desk = await Desk.Open();
        foreach (var step in (string[])["strategy-draft", "strategy-discussion", "strategy-submission"])
            await desk.Site.Do(new WorkflowCommand.WaiveStep(new(step), "Готово на хартия"));
        var decision = (await desk.Workflow()).TasksOf(new("strategy-decision")).Single().Id;
        var day = Core.Calendar.CivilTime.DateOf(desk.Site.Clock.Now);
        await desk.Site.Do(new WorkflowCommand.Submit(decision, new(new Answer.Decision(DecisionOutcome.Approved, "12", day, null), new Dictionary<string, string>(), [])));
        if ((await desk.Workflow()).Tasks[decision].Status is Core.Engine.TaskStatus.Submitted)
            await desk.Site.Do(new WorkflowCommand.Accept(decision, null));

        await desk.Browser.Open($"/t/{ApiHost.Cycle}/{decision}/answer");
        await desk.Browser.Submit("review", ("outcome", "Rejected"), ("text", "Няма средства"), ("reason-of-correction", "Грешка"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Browser.Status);
        Assert.Contains("не се поправя", desk.Browser.Main, StringComparison.Ordinal);

        await desk.Browser.Submit("review", ("outcome", "Approved"), ("text", ""), ("number", "13"), ("reason-of-correction", "Грешен номер"));
        await desk.Browser.Submit("send");
        var received = (await desk.Workflow()).Tasks[decision].Received;
        Assert.Equal("13", ((Answer.Decision)received[^1].Submission.Answer).Number);
        Assert.Equal(2, received.Count);
    }
}
