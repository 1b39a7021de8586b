using System.Globalization;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Templates;
using Workflows.Web.Pages.Answers;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Cycles;

/// <summary>What was filled in, read and checked as far as the form itself goes.</summary>
public sealed class ActValues
{
    private const int LongestText = 10_000;
    private readonly FormState _form;

    private ActValues(FormState form) => _form = form;

    public string Id => _form[FormKeys.Field];

    /// <summary>A step's further fields, where the answer itself is changed.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; private init; } = new Dictionary<string, string>();

    public string this[string name] => _form[name];

    public string? OrNull(string name) => _form[name] is { Length: > 0 } text ? text : null;

    public DateOnly Date(string name) => ReadDate(_form[name])!.Value;

    public TimeOnly? Time(string name) => ReadTime(_form[name]);

    /// <summary>Null when something is missing or cannot be read, which the form then says.</summary>
    public static ActValues? Read(Act act, ActSubject subject, FormState form, Language language)
    {
        foreach (var input in Asked(act, subject))
        {
            var typed = form[input.Name];
            if (typed.Length == 0)
            {
                if (!input.Optional)
                    form.Wrong(input.Name, Texts.In<CyclesText>(language, $"Missing_{input.Name}"));
            }
            else if (typed.Length > LongestText)
            {
                form.Wrong(input.Name, Texts.In<CyclesText>(language, "Wrong_Long", LongestText));
            }
            else if (!IsReadable(input.Control, typed, subject.Workflow))
            {
                form.Wrong(input.Name, Texts.In<CyclesText>(language, $"Wrong_{input.Control}"));
            }
        }

        var fields = act.Name == "correct" ? AnswerFields.Read(subject.Asked!.Fields, form, language) : new Dictionary<string, string>();
        return form.IsValid ? new(form) { Fields = fields } : null;
    }

    /// <summary>What the form asks for: a service only where a visit is added.</summary>
    public static IEnumerable<ActInput> Asked(Act act, ActSubject subject) =>
        act.Inputs.Where(i => i.Control is not ActControl.Service || subject.Step?.Kind is StepKind.Visit);

    /// <summary>The form as it is first shown: what is known already stands in it.</summary>
    public static FormState Begin(Act act, ActSubject subject)
    {
        var form = FormKeys.New();
        if (act.Name == "schedule" && subject.Task!.Meeting is { } plan)
        {
            form["date"] = plan.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            form["time"] = plan.Time.ToString("HH:mm", CultureInfo.InvariantCulture);
            form["until"] = plan.Until?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";
            (form["place"], form["agenda"]) = (plan.Place, plan.Agenda ?? "");
        }

        if (subject.Recommended is { } recommended)
        {
            form["owner"] = recommended.Owner?.Value ?? "";
            form["due"] = recommended.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
            form["decision"] = recommended.Decision ?? "";
        }

        if (act.Name == "correct" && subject.Task!.Received is [.., { Submission: { Answer: Answer.Done done } last }])
        {
            form["note"] = done.Note;
            AnswerFields.Fill(form, subject.Asked!.Fields, last);
        }

        return form;
    }

    private static bool IsReadable(ActControl control, string typed, Workflow w) => control switch
    {
        ActControl.Date => ReadDate(typed) is not null,
        ActControl.Time => ReadTime(typed) is not null,
        ActControl.Institution => w.Context.Participants.Any(p => p.Id.Value == typed),
        ActControl.Service => w.Context.Services.Any(s => s.Id.Value == typed),
        ActControl.Fate => Enum.GetNames<RecommendationFate>().Contains(typed),
        _ => true,
    };

    private static DateOnly? ReadDate(string typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static TimeOnly? ReadTime(string typed) =>
        TimeOnly.TryParseExact(typed, ["HH:mm", "H:mm", "HH.mm", "H.mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
