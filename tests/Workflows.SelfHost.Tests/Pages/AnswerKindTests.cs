using System.Net;
using System.Text;
using Workflows.Contracts;
using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.SelfHost.Tests.Api;
using Workflows.Web.Access;
using Workflows.Web.Files;
using Workflows.Web.Keys;
using Workflows.Web.Pages.Answers;
using Workflows.Web.Pages.Forms;

namespace Workflows.SelfHost.Tests.Pages;

/// <summary>Each kind of answer is written into its form by an institution and comes out as it would have come through the API.</summary>
public sealed class AnswerKindTests
{
    private const string Evaluation = $"{ApiHost.Strategy}.final-evaluation.2016";

    [Fact]
    public async Task Every_kind_of_answer_goes_through_its_form()
    {
        await using var site = await Site.Started();
        var library = TemplateLibrary.Load().Value!;
        await site.Do(new WorkflowCommand.Open(new(Evaluation), library.Templates[new("final-evaluation")], WorkflowContext.Of(await site.Strategy(), 2016)), Evaluation);
        var left = typeof(StepKind).GetNestedTypes().ToHashSet();

        for (var month = 0; left.Count > 0 && month < 24; month++)
        {
            foreach (var id in (string[])[ApiHost.Cycle, Evaluation])
            {
                await site.Do(new WorkflowCommand.Tick(), id);
                // What one answer opens may be answered the same month.
                for (var round = 0; round < 20; round++)
                {
                    var w = await site.Workflow(id);
                    foreach (var task in w.Unfinished.Values.Where(t => t.IsOwed).ToList())
                    {
                        var today = CivilTime.DateOf(site.Clock.Now);
                        var answer = ValidAnswers.For(w, task, today);
                        if (left.Remove(w.StepOf(task)!.Kind.GetType()))
                            await Answer(site, w, task, answer, today);
                        else
                            await site.Do(new WorkflowCommand.Submit(task.Id, answer), id);
                        if (w.StepOf(task)!.Acceptance is Acceptance.Coordinator)
                            await site.Do(new WorkflowCommand.Accept(task.Id, null), id);
                        w = await site.Workflow(id);
                    }

                    if (!w.Unfinished.Values.Any(t => t.IsOwed))
                        break;
                }
            }

            site.Clock.Now = site.Clock.Now.AddMonths(1);
        }

        Assert.Empty(left);
    }

    private static async Task Answer(Site site, Workflow w, WorkflowTask task, Submission wanted, DateOnly today)
    {
        var step = w.StepOf(task)!;
        var clerk = site.Browser();
        var path = $"{await site.AllTasks(task.Owner.Value)}/{w.Id}/{task.Id}";
        await clerk.Open($"{path}/answer");
        Assert.True(clerk.Status is HttpStatusCode.OK, $"{step.Id}: {clerk.Status}");

        // Nothing asked is optional by accident: the empty form is refused with links to its fields.
        await clerk.Submit("review");
        Assert.True(clerk.Status is HttpStatusCode.UnprocessableEntity, $"{step.Id}: {clerk.Status} {clerk.Path}");
        Assert.All(
            clerk.Page.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")![1..]).ToList(),
            field => Assert.NotNull(clerk.Page.GetElementById(field)));

        var form = new FormState();
        var c = new AnswerContext(
            new(new Caller("k", ActorKind.Institution, w.Context.Municipality, task.Owner), "x", null), new ReachedTask(new WorkflowState.Running(w), w, task), Language.Bg, today);
        AnswerForm.Of(step.Kind).Fill(form, c, wanted.Answer);
        AnswerFields.Fill(form, step.Fields, wanted);
        var files = DocumentSlots.Of(c).Select(s => (s.Name, $"{s.Name}.pdf", Encoding.UTF8.GetBytes($"%PDF {step.Id} {s.Name}"))).ToArray();
        var typed = form.Values.Where(v => !v.Key.StartsWith("doc-", StringComparison.Ordinal)).Select(v => (v.Key, v.Value)).ToList();
        if (step.Kind is StepKind.CollectIndicators)
        {
            foreach (var indicator in ValuesForm.Owed(c))
            {
                await clerk.Open($"{path}/answer/values/{indicator.Id}");
                await clerk.Submit("next", [.. typed.Where(t => clerk.Page.QuerySelector($"[name='{t.Key}']") is not null)]);
                Assert.True(clerk.Status is HttpStatusCode.OK, $"{step.Id} {indicator.Id}: {clerk.Main}");
            }

            await clerk.Open($"{path}/answer");
            typed = [.. typed.Where(t => clerk.Page.QuerySelector($"[name='{t.Key}']") is not null)];
        }

        await clerk.Submit("review", typed, files);
        Assert.True(clerk.Path.EndsWith("/answer/review", StringComparison.Ordinal), $"{step.Id}: {clerk.Status} {clerk.Page.QuerySelector(".summary")?.TextContent}");
        await clerk.Submit("send");
        Assert.True(clerk.Path.EndsWith("/receipt", StringComparison.Ordinal), $"{step.Id}: {clerk.Status} {clerk.Main}");

        var received = Assert.Single((await site.Workflow(w.Id.Value)).Tasks[task.Id].Received);
        Assert.True(
            System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(Told(wanted)), System.Text.Json.Nodes.JsonNode.Parse(Told(received.Submission))),
            $"{Told(wanted)}\n{Told(received.Submission)}");
        var receipt = clerk.Main;
        foreach (var (slot, document) in DocumentSlots.In(c, received.Submission))
        {
            Assert.Equal($"{slot}.pdf", document.Name);
            Assert.Contains(document.Hash.Value, receipt, StringComparison.Ordinal);
            await clerk.Open($"{path}/documents/{document.Hash}");
            Assert.Equal($"%PDF {step.Id} {slot}", clerk.Source);
        }
    }

    /// <summary>As it is stored, whatever its documents are.</summary>
    private static string Told(Submission submission) =>
        System.Text.RegularExpressions.Regex.Replace(
            System.Text.Json.JsonSerializer.Serialize(submission with { Fields = new SortedDictionary<string, string>(submission.Fields.ToDictionary(), StringComparer.Ordinal) }),
            """{"Hash":"[^}]*}""", "\"document\"");
}
