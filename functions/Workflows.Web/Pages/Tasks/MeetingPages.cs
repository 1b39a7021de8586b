using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Core.Templates;
using Workflows.Web.Access;
using Workflows.Web.Api;
using Workflows.Web.Links;
using Workflows.Web.Pages.Answers;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;

namespace Workflows.Web.Pages.Tasks;

/// <summary>Scheduling a meeting, which invites everybody. Recording one that was held is the task's answer.</summary>
internal static class MeetingPages
{
    private static readonly string[] Hours = ["HH:mm", "H:mm", "HH:mm:ss"];

    public static void MapMeeting(this IEndpointRouteBuilder task)
    {
        task.MapMethods("/schedule", Looking.Methods, Show);
        task.MapPost("/schedule", Send);
    }

    private static Task<IResult> Show(WorkflowId workflow, TaskId task, TaskDoor door, PageContext page, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Seen, (access, found) =>
        {
            if (!MayBeScheduled(access, found, page.Clock.Today))
                return Task.FromResult(PageResult.See(access.To(workflow, task)));
            var plan = found.Task.Meeting;
            var form = new FormState
            {
                ["date"] = plan is null ? "" : Typed.Date(plan.Date),
                ["time"] = plan?.Time.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
                ["until"] = plan?.Until?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
                ["place"] = plan?.Place ?? "",
                ["agenda"] = plan?.Agenda ?? "",
            };
            return Task.FromResult<IResult>(PageResult.Of<SchedulePage>(new ScheduleModel(access, found, form)));
        });

    private static Task<IResult> Send(
        WorkflowId workflow, TaskId task, PostedForm posted, TaskDoor door, WorkflowRunner runner, TimeProvider time, PageContext page, HttpContext http, string? token = null) =>
        door.Open(token, workflow, task, LinkActs.Answered, async (access, found) =>
        {
            if (!MayBeScheduled(access, found, page.Clock.Today))
                return PageResult.See(access.To(workflow, task));
            var form = posted.State;
            var model = new ScheduleModel(access, found, form);
            if (Read(form, page) is not { } plan)
                return PageResult.Wrong<SchedulePage>(model);
            // The same plan twice is one: what is scheduled already is not scheduled again.
            return await runner.Run(
                StreamId.Of(workflow), new WorkflowCommand.ScheduleMeeting(task, plan), access.Caller.Actor, time.GetUtcNow(), null, http.RequestAborted)
                is RunResult<WorkflowState, WorkflowEvent>.Refused refused
                ? PageResult.Wrong<SchedulePage>(model with { Form = form.Wrong("", RefusedText.In(page.Language, refused.Rejection)) })
                : PageResult.See(access.To(workflow, task));
        });

    private static bool MayBeScheduled(TaskAccess access, ReachedTask found, DateOnly today) =>
        Answerable.Now(access, found, today) && found.Task.IsOwed && found.Workflow.StepOf(found.Task)?.Kind is StepKind.Meeting;

    private static MeetingPlan? Read(FormState form, PageContext page)
    {
        var date = Typed.Date(form["date"]);
        if (date is null)
            form.Wrong("date", Say(page, "Wrong_MeetingDate"));
        else if (date < page.Clock.Today)
            form.Wrong("date", Say(page, "Wrong_MeetingPast"));
        var (time, until) = (HourOf(form["time"]), HourOf(form["until"]));
        if (time is null)
            form.Wrong("time", Say(page, "Wrong_MeetingTime"));
        if (form["until"].Length > 0 && (until is null || until <= time))
            form.Wrong("until", Say(page, "Wrong_MeetingEnd"));
        if (form["place"].Length == 0)
            form.Wrong("place", Say(page, "Wrong_MeetingPlace"));
        foreach (var field in (string[])["place", "agenda"])
        {
            if (form[field].Length > BodyLimits.Text)
                form.Wrong(field, Say(page, "Wrong_TooLong", BodyLimits.Text));
        }

        return form.IsValid ? new(date!.Value, time!.Value, form["place"], form["agenda"] is { Length: > 0 } agenda ? agenda.ReplaceLineEndings("\n") : null, until) : null;
    }

    private static TimeOnly? HourOf(string typed) =>
        TimeOnly.TryParseExact(typed, Hours, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Say(PageContext page, string key, params object[] arguments) => Texts.In<TasksText>(page.Language, key, arguments);
}

public sealed record ScheduleModel(TaskAccess Access, ReachedTask Found, FormState Form);
