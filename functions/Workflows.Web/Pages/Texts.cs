using System.Globalization;
using System.Reflection;
using System.Resources;
using Workflows.Core;

namespace Workflows.Web.Pages;

/// <summary>
/// The words of pages: each feature has an empty class that stands for two files beside it, such as <c>TasksText.bg.resx</c> and
/// <c>TasksText.en.resx</c>. A text that is missing in a language is an error, never a sentence in the other one.
/// </summary>
public static class Texts
{
    public static string In<TText>(Language language, string key, params object[] arguments) =>
        string.Format(
            CultureInfo.InvariantCulture,
            Find<TText>(language, key) ?? throw new MissingManifestResourceException($"The text {typeof(TText).Name}.{key} is missing in {language}."),
            arguments);

    /// <summary>The text as the file has it, or null.</summary>
    internal static string? Find<TText>(Language language, string key) =>
        (language == Language.Bg ? Resources<TText>.Bg : Resources<TText>.En).GetString(key, CultureInfo.InvariantCulture);

    private static class Resources<TText>
    {
        public static readonly ResourceManager Bg = Of("bg");
        public static readonly ResourceManager En = Of("en");

        private static ResourceManager Of(string language) => new($"{typeof(TText).FullName}.{language}", Assembly.GetExecutingAssembly());
    }
}
