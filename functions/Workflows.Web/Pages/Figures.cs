using System.Globalization;
using Workflows.Core;
using Workflows.Core.Calendar;

namespace Workflows.Web.Pages;

/// <summary>Writes numbers and moments as the reader's language does; the operating system's culture data is not used.</summary>
public static class Figures
{
    // A space that never breaks, as Bulgarian groups thousands.
    private const char Space = '\u00a0';

    /// <summary>1 234,5 · 1,234.5; as many decimals as the number has.</summary>
    public static string Number(decimal value, Language language)
    {
        var text = value.ToString("#,0.############", CultureInfo.InvariantCulture);
        return language == Language.En ? text : string.Create(text.Length, text, (span, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                span[i] = from[i] switch { ',' => Space, '.' => ',', var c => c };
        });
    }

    /// <summary>3 март 2026 г., 14:05 · 3 March 2026, 14:05, on Sofia's clock.</summary>
    public static string Moment(DateTimeOffset moment, Language language) =>
        $"{CivilDate.Format(CivilTime.DateOf(moment), language)}, {CivilTime.TimeOf(moment).ToString("HH:mm", CultureInfo.InvariantCulture)}";
}
