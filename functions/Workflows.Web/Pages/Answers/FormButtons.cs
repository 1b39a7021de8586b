using System.Globalization;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Answers;

/// <summary>Buttons that change a form and leave one on it: another row, a row less, a document less, the files that were chosen.</summary>
internal static class FormButtons
{
    public const string Upload = "upload";

    public static string Add(string rows) => $"add:{rows}";

    public static string Remove(string rows, int row) => string.Create(CultureInfo.InvariantCulture, $"remove:{rows}:{row}");

    public static string Drop(DocumentSlot slot) => $"drop:{slot.Name}";

    public static bool Stays(string button) => button == Upload || button.Split(':')[0] is "add" or "remove" or "drop";

    public static void Press(FormState form, string button)
    {
        switch (button.Split(':'))
        {
            case ["add", var rows] when Rows(form, rows) is { } known:
                known.Count++;
                break;
            case ["remove", var rows, var row] when Rows(form, rows) is { } known && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                known.Remove(number);
                break;
            case ["drop", var slot] when slot.StartsWith(DocumentSlots.Mark, StringComparison.Ordinal) && form.Values.ContainsKey(slot):
                form[slot] = "";
                break;
        }
    }

    private static FormRows? Rows(FormState form, string prefix) => prefix switch
    {
        ProposalsForm.Prefix => ProposalsForm.RowsIn(form),
        VisitForm.Prefix => VisitForm.RowsIn(form),
        EvaluationForm.Prefix => EvaluationForm.RowsIn(form),
        _ => null,
    };
}
