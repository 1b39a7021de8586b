namespace Workflows.Core;

/// <summary>A text for people in both languages of the system. Both are required; neither is ever empty.</summary>
public sealed record LocalText(string Bg, string En)
{
    public string In(Language language) => language == Language.Bg ? Bg : En;
}

/// <summary>The languages people are written to in. Bulgarian is the default.</summary>
public enum Language
{
    Bg,
    En,
}
