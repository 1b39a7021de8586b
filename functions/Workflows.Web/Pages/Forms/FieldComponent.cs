using Microsoft.AspNetCore.Components;

namespace Workflows.Web.Pages.Forms;

/// <summary>What all form controls have: a name, which is also the control's id, a label, a hint and an error from the form.</summary>
public abstract class FieldComponent : PageComponent<FormText>
{
    [CascadingParameter]
    public FormState Form { get; set; } = new();

    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Whether the form can be sent without it, which its label then says.</summary>
    [Parameter]
    public bool Optional { get; set; }

    protected string Value => Form[Name];

    protected string? Error => Form.Error(Name);

    protected string LabelText => Optional ? T("Optional", Label) : Label;

    protected string? DescribedBy => string.Join(' ', new[] { Hint is null ? null : $"{Name}-hint", Error is null ? null : $"{Name}-error" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    protected string? Invalid => Error is null ? null : "true";

    protected string FieldClass => Error is null ? "field" : "field wrong";
}

/// <param name="Value">What is sent.</param>
public sealed record Choice(string Value, string Label, string? Hint = null);
