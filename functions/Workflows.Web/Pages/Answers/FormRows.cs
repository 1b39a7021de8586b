using System.Globalization;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Answers;

/// <summary>Rows that a form repeats: <c>{prefix}-{number}-{field}</c>, counted from 1 in <c>{prefix}-rows</c>.</summary>
internal sealed class FormRows(FormState form, string prefix, IReadOnlyList<string> fields)
{
    public const int Most = 50;

    public string CountField => $"{prefix}-rows";

    /// <summary>Always one at the least, to write in.</summary>
    public int Count
    {
        get => int.TryParse(form[CountField], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Clamp(count, 1, Most) : 1;
        set => form[CountField] = Math.Clamp(value, 1, Most).ToString(CultureInfo.InvariantCulture);
    }

    public static string Name(string prefix, int row, string field) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{row}-{field}");

    public string this[int row, string field]
    {
        get => form[Name(prefix, row, field)];
        set => form[Name(prefix, row, field)] = value;
    }

    /// <summary>The rows in which anything is written.</summary>
    public IEnumerable<int> Written => Enumerable.Range(1, Count).Where(row => fields.Any(name => this[row, name].Length > 0));

    public void Remove(int removed)
    {
        if (removed < 1 || removed > Count)
            return;
        for (var row = removed; row < Count; row++)
        {
            foreach (var field in fields)
                this[row, field] = this[row + 1, field];
        }

        foreach (var field in fields)
            this[Count, field] = "";
        Count--;
    }
}
