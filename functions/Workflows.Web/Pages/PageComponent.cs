using Microsoft.AspNetCore.Components;
using Workflows.Core;
using Workflows.Core.Calendar;

namespace Workflows.Web.Pages;

/// <summary>A component that speaks the reader's language.</summary>
/// <typeparam name="TText">See <see cref="Texts"/>.</typeparam>
public abstract class PageComponent<TText> : ComponentBase
{
    [Inject]
    public PageContext Page { get; set; } = null!;

    protected Language Language => Page.Language;

    protected string T(string key, params object[] arguments) => Texts.In<TText>(Language, key, arguments);

    protected string T(LocalText text) => text.In(Language);

    protected string Date(DateOnly date) => CivilDate.Format(date, Language, DateStyle.Weekday);

    /// <summary>Date and time of day in Sofia.</summary>
    protected string Moment(DateTimeOffset moment) => Figures.Moment(moment, Language);
}

/// <summary>A page: shown for one model.</summary>
/// <typeparam name="TText">See <see cref="Texts"/>.</typeparam>
/// <typeparam name="TModel">All that it shows.</typeparam>
public abstract class PageComponent<TText, TModel> : PageComponent<TText>
{
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;
}
