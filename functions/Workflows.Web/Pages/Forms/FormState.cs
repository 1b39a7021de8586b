using Microsoft.AspNetCore.Http;

namespace Workflows.Web.Pages.Forms;

/// <summary>What stands in a form and what is wrong with it. Values are as they were typed, so that nobody types them again.</summary>
public sealed class FormState(IReadOnlyDictionary<string, string>? values = null)
{
    private readonly Dictionary<string, string> _values = values is null ? [] : new(values, StringComparer.Ordinal);
    private readonly List<FormError> _errors = [];

    /// <summary>In the order they were found.</summary>
    public IReadOnlyList<FormError> Errors => _errors;

    public IReadOnlyDictionary<string, string> Values => _values;

    public bool IsValid => _errors.Count == 0;

    /// <summary>As typed, without blanks around it; empty when nothing was typed.</summary>
    public string this[string field]
    {
        get => _values.GetValueOrDefault(field, "").Trim();
        set => _values[field] = value;
    }

    public string? Error(string field) => _errors.FirstOrDefault(e => e.Field == field)?.Message;

    /// <param name="field">The id of the control that the summary leads to; empty for the form as a whole.</param>
    public FormState Wrong(string field, string message)
    {
        _errors.Add(new(field, message));
        return this;
    }
}

/// <param name="Message">Says what to do.</param>
public sealed record FormError(string Field, string Message);

/// <summary>A form that was sent.</summary>
public sealed class PostedForm
{
    private PostedForm(IFormCollection form) => (State, Files) = (new(form.ToDictionary(f => f.Key, f => f.Value.ToString())), form.Files);

    public FormState State { get; }

    public IFormFileCollection Files { get; }

    /// <summary>Which of the form's buttons was pressed; empty for its only one.</summary>
    public string Button => State["button"];

    public static async ValueTask<PostedForm> BindAsync(HttpContext context) =>
        new(context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty);
}
