using System.Net;
using System.Text;
using Workflows.Contracts;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Templates;
using Workflows.SelfHost.Tests.Api;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>What holds for every answer while it is being written and after it was sent.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task What_was_begun_is_kept_for_the_institution_and_shown_to_nobody_else()
    {
        await using var site = await SignInTests.With(ActorKind.Coordinator, new("sevlievo"));
        var (task, path, all) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        await clerk.Submit("save", ("note", "Обходени са две от петте"));
        Assert.Equal(path, clerk.Path);
        Assert.Contains("Продължете отговора", clerk.Main, StringComparison.Ordinal);

        var colleague = await site.Browser().Open(all);
        Assert.Contains("Започната", colleague.Page.QuerySelectorAll("ul.tasks li").Single(li => li.InnerHtml.Contains($"/{task.Id}\"", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        await colleague.Open($"{all}/{task.Workflow}/{task.Id}/answer");
        Assert.Equal("Обходени са две от петте", colleague.Page.QuerySelector("#note")!.TextContent);

        var coordinator = await SignInTests.SignedIn(site);
        await coordinator.Open($"/t/{task.Workflow}/{task.Id}/answer");
        Assert.Equal("", coordinator.Page.QuerySelector("#note")!.TextContent);

        await Finish(clerk, path);
        Assert.Empty(await site.Get<IDrafts>().Of(new("sevlievo"), $"institution/{task.Institution}"));
    }

    [Fact]
    public async Task A_form_that_nobody_wrote_in_is_neither_sent_nor_kept()
    {
        await using var site = await Site.Started();
        var (task, path, _) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        await clerk.Submit("save");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await clerk.Submit("review");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Empty(await site.Get<IDrafts>().Of(new("sevlievo"), $"institution/{task.Institution}"));
    }

    [Fact]
    public async Task A_draft_that_outlived_its_answer_is_out_of_date()
    {
        await using var site = await Site.Started();
        var (task, path, _) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        await clerk.Submit("save", ("note", "Старо"));
        var draft = (await site.Get<IDrafts>().Find(new($"institution/{task.Institution}", task.Workflow, task.Id)))!;
        await Finish(clerk, path);
        // As a program would leave it that was killed between the answer and the draft's removal.
        await site.Get<IDrafts>().Save(draft);
        await clerk.Open(path);
        Assert.DoesNotContain("Продължете отговора", clerk.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_returned_answer_shows_why_comes_back_filled_in_and_is_sent_only_when_it_was_mended()
    {
        await using var site = await Site.Started();
        var (task, path) = await Accepted(site);
        var clerk = site.Browser();
        await Answer(clerk, site, path, task);
        await site.Do(new WorkflowCommand.Return(task.Id, "Липсва подписът.\nПриложете подписания екземпляр."));

        await clerk.Open(path);
        var banner = clerk.Page.QuerySelector(".banner")!;
        Assert.Contains("Липсва подписът.", banner.TextContent, StringComparison.Ordinal);
        await clerk.Open($"{path}/answer");
        Assert.Contains("Липсва подписът.", clerk.Page.QuerySelector(".banner")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("първи.pdf", clerk.Main, StringComparison.Ordinal);

        await clerk.Submit("review");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("Това е същият отговор", clerk.Page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);

        var slot = clerk.Page.QuerySelector("input[type=file]")!.GetAttribute("name")!;
        await clerk.Submit("review", [], (slot, "подписан.pdf", Encoding.UTF8.GetBytes("%PDF подписан")));
        Assert.True(clerk.Path.EndsWith("/review", StringComparison.Ordinal), clerk.Main);
        await clerk.Submit("send");
        Assert.Contains($"{ApiHost.Cycle}/{task.Id}/2", clerk.Main, StringComparison.Ordinal);
        await clerk.Open($"{path}/receipt?number=1");
        Assert.Contains("първи.pdf", clerk.Main, StringComparison.Ordinal);
        Assert.Contains("Това е по-ранен отговор", clerk.Main, StringComparison.Ordinal);

        await site.Do(new WorkflowCommand.Accept(task.Id, null));
        await clerk.Open($"{path}/answer");
        Assert.Equal(path, clerk.Path);
        Assert.Null(clerk.Page.QuerySelector("main a.button"));
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_the_workflow_was_suspended_meanwhile()
    {
        await using var site = await Site.Started();
        var (_, path, _) = await site.Activity();
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        await site.Do(new WorkflowCommand.Suspend("Избори"));
        await clerk.Submit("review", InstitutionTests.Filled(clerk, "Написано междувременно."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("Процедурата е спряна", clerk.Page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);

        await site.Do(new WorkflowCommand.Resume());
        await clerk.Open($"{path}/answer");
        Assert.Equal("Написано междувременно.", clerk.Page.QuerySelector("#note")!.TextContent);
    }

    [Fact]
    public async Task Only_what_was_seen_is_sent()
    {
        await using var site = await Site.Started();
        var (_, path, _) = await site.Activity();
        var (first, second) = (site.Browser(), site.Browser());
        await Review(first, path, "Първо.");
        await Review(second, path, "Второ.");
        await first.Submit("send");
        Assert.EndsWith("/review", first.Path, StringComparison.Ordinal);
        Assert.Contains("Второ.", first.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_is_scheduled_for_everybody_and_recorded_when_it_was_held()
    {
        await using var site = await Site.Started();
        var (task, path) = await Open(site, w => t => w.StepOf(t)!.Kind is StepKind.Meeting);
        var clerk = site.Browser();
        await clerk.Open(path);
        await clerk.Follow("main a.button.second");
        await clerk.Submit("send", ("date", "2016-01-01"), ("time", "25:00"), ("until", ""), ("place", ""));
        Assert.Equal(["#date", "#time", "#place"], clerk.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")!));
        var day = site.Clock.Now.AddDays(3);
        await clerk.Submit("send", ("date", $"{day:yyyy-MM-dd}"), ("time", "14:30"), ("until", "16:00"), ("place", "Голямата зала"), ("agenda", "Оценка на нуждите\r\nРазни"));
        Assert.Equal(path, clerk.Path);
        Assert.Contains("Голямата зала", clerk.Main, StringComparison.Ordinal);
        await site.Deliver();
        Assert.Contains(site.Mails(), m => m["subject"].Contains("Покана", StringComparison.Ordinal));

        site.Clock.Now = day;
        await clerk.Open($"{path}/answer");
        Assert.Equal($"{day:yyyy-MM-dd}", clerk.Page.QuerySelector("#date")!.GetAttribute("value"));
        Assert.Equal("Голямата зала", clerk.Page.QuerySelector("#place")!.GetAttribute("value"));
        Assert.NotNull(task);
    }

    [Fact]
    public async Task Rows_are_added_and_removed_without_scripts_and_nothing_typed_is_lost()
    {
        await using var site = await Site.Started();
        var (_, path) = await Open(site, w => t => w.StepOf(t)!.Kind is StepKind.Proposals);
        var clerk = site.Browser();
        await clerk.Open($"{path}/answer");
        await clerk.Submit("add:proposal", ("proposal-1-target", "Първо"));
        await clerk.Submit("add:proposal", ("proposal-2-target", "Второ"));
        await clerk.Submit("remove:proposal:1", ("proposal-3-target", "Трето"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Equal(["Второ", "Трето"], clerk.Page.QuerySelectorAll("input[name$=-target]").Select(e => e.GetAttribute("value")!));
        await clerk.Submit("review");
        Assert.Contains("Напишете причината за предложение 1", clerk.Page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
    }

    internal static async Task<(WorkflowTask Task, string Path)> Open(Site site, Func<Workflow, Func<WorkflowTask, bool>> wanted, string? workflow = null)
    {
        for (var month = 0; month < 30; month++)
        {
            await site.Do(new WorkflowCommand.Tick(), workflow);
            for (var round = 0; round < 20; round++)
            {
                var w = await site.Workflow(workflow);
                if (w.Unfinished.Values.FirstOrDefault(t => t.IsOwed && wanted(w)(t)) is { } found)
                    return (found, $"{await site.AllTasks(found.Owner.Value)}/{w.Id}/{found.Id}");
                var open = w.Unfinished.Values.Where(t => t.IsOwed).ToList();
                if (open.Count == 0)
                    break;
                foreach (var task in open)
                {
                    await site.Do(new WorkflowCommand.Submit(task.Id, ValidAnswers.For(w, task, DateOnly.FromDateTime(site.Clock.Now.Date))), workflow);
                    if ((await site.Workflow(workflow)).Tasks[task.Id].Status is Core.Engine.TaskStatus.Submitted)
                        await site.Do(new WorkflowCommand.Accept(task.Id, null), workflow);
                }
            }

            site.Clock.Now = site.Clock.Now.AddMonths(1);
        }

        throw new InvalidOperationException("No such task is ever open.");
    }

    /// <summary>A report or a plan that the coordinator accepts.</summary>
    internal static Task<(WorkflowTask Task, string Path)> Accepted(Site site) =>
        Open(site, w => t => w.StepOf(t) is { Kind: StepKind.Report or StepKind.Plan, Acceptance: Acceptance.Coordinator });

    internal static Task<(WorkflowTask Task, string Path)> Values(Site site) =>
        Open(site, w => t => w.StepOf(t) is { Kind: StepKind.CollectIndicators kind, Years: var years }
            && Core.Indicators.ValueSheet.Owed(w.Context.Indicators, kind.Kinds, t.Owner).Any(i => i.Breakdowns.Count > 0 && kind.Kinds.Contains(Core.Indicators.IndicatorKind.Progress)));

    internal static async Task Answer(Browser clerk, Site site, string path, WorkflowTask task)
    {
        await clerk.Open($"{path}/answer");
        var fields = (await site.Workflow()).StepOf(task)!.Fields;
        var slots = clerk.Page.QuerySelectorAll("input[type=file]").Select(e => e.GetAttribute("name")!).ToList();
        await clerk.Submit("review", [.. fields.Select(f => ($"field-{f.Id}", Value(f)))], [.. slots.Select(s => (s, "първи.pdf", Encoding.UTF8.GetBytes($"%PDF {s}")))]);
        Assert.True(clerk.Path.EndsWith("/review", StringComparison.Ordinal), clerk.Main);
        await clerk.Submit("send");
    }

    private static string Value(Field field) => field.Type switch
    {
        FieldType.Number => $"{field.Minimum ?? 1}",
        FieldType.Date => "2016-01-31",
        FieldType.YesNo => "yes",
        FieldType.Choice => field.Options[0].Id,
        _ => "Без трудности.",
    };

    internal static async Task Review(Browser clerk, string path, string note)
    {
        await clerk.Open($"{path}/answer");
        await clerk.Submit("review", InstitutionTests.Filled(clerk, note));
        Assert.True(clerk.Path.EndsWith("/review", StringComparison.Ordinal), clerk.Main);
    }

    internal static async Task Finish(Browser clerk, string path)
    {
        await Review(clerk, path, "Готово.");
        await clerk.Submit("send");
        Assert.EndsWith("/receipt", clerk.Path, StringComparison.Ordinal);
    }
}
