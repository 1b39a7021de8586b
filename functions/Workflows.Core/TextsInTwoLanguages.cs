using System.Globalization;
using System.Resources;

namespace Workflows.Core;

/// <summary>
/// Words for people, from the resources that stand beside a class under its name: <c>Name.bg.resx</c> and <c>Name.en.resx</c>. Each language
/// is a resource of its own, not a satellite with a fallback: a missing text is an error, never a sentence in the other language.
/// </summary>
public sealed class TextsInTwoLanguages(Type beside)
{
    private readonly ResourceManager _bg = new($"{beside.FullName}.bg", beside.Assembly);
    private readonly ResourceManager _en = new($"{beside.FullName}.en", beside.Assembly);

    /// <exception cref="MissingManifestResourceException">The language lacks the text.</exception>
    public string In(Language language, string key, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, Template(language, key), arguments);

    private string Template(Language language, string key) =>
        (language == Language.Bg ? _bg : _en).GetString(key, CultureInfo.InvariantCulture)
        ?? throw new MissingManifestResourceException($"The text {key} of {beside.Name} is missing in {language}.");
}
