using System.Text;
using System.Text.Json;
using Workflows.Core;

namespace Workflows.Web.Api;

/// <summary>
/// What no body may hold, whatever it is for: longer texts, longer lists and larger numbers than anybody needs, null within a list, and
/// characters that nobody types. Well-formed after this.
/// </summary>
internal static class BodyLimits
{
    /// <summary>In characters.</summary>
    public const int Text = 10_000;

    /// <summary>Elements of a list, or properties of an object.</summary>
    public const int Items = 5_000;

    /// <summary>Largest number either side of zero; sums of <see cref="Items"/> of them are exact.</summary>
    public const decimal Number = 1_000_000_000_000_000m;

    private const int MaxDepth = 32;

    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static void Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new() { MaxDepth = MaxDepth });
        var place = new JsonPlace();
        while (reader.Read())
        {
            place.Enter(ref reader);
            if (Wrong(ref reader, place) is { } wrong)
            {
                var (line, column) = JsonPlace.LineAndColumn(json, (int)reader.TokenStartIndex);
                throw new RequestRefused(wrong, [new("body", line, column, place.Key, wrong.Message)]);
            }

            place.Leave(reader.TokenType);
        }
    }

    private static Rejection? Wrong(ref Utf8JsonReader reader, JsonPlace place)
    {
        if (place.Count > Items)
            return new("list.too-long", $"There are more than {Items} elements at '{place.Key}'. Send fewer.");
        return reader.TokenType switch
        {
            JsonTokenType.Null when place.InList => new("json.null", $"'{place.Key}' is null. Give each element of a list a value, or leave it out."),
            JsonTokenType.String or JsonTokenType.PropertyName => WrongText(ref reader, place),
            JsonTokenType.Number when !reader.TryGetDecimal(out var number) || Math.Abs(number) > Number =>
                new("number.too-large", $"The number at '{place.Key}' is beyond {Number}. Check its unit."),
            _ => null,
        };
    }

    private static Rejection? WrongText(ref Utf8JsonReader reader, JsonPlace place)
    {
        var text = TextOf(ref reader);
        if (text is null)
            return new("text.unreadable", $"The text at '{place.Key}' holds half a character. Save the text as UTF-8.");
        if (text.Length > Text)
            return new("text.too-long", $"The text at '{place.Key}' has more than {Text} characters. Shorten it, or hand it in as a document.");
        return text.Any(IsStray)
            ? new("text.control-character", $"The text at '{place.Key}' holds a control character. Remove it.")
            : null;
    }

    /// <summary>Null when the escapes in it make no characters.</summary>
    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsStray(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}

/// <summary>Where a reader stands, in the notation of file faults: <c>answer/members/#2/name</c>, counted from one.</summary>
internal sealed class JsonPlace
{
    private readonly Stack<Level> _levels = [];

    public string Key => string.Join('/', _levels.Reverse().Select(l => l.Name).Where(n => n.Length > 0));

    public bool InList => _levels.TryPeek(out var level) && level.IsList;

    /// <summary>How many elements or properties the innermost list or object has had.</summary>
    public int Count => _levels.TryPeek(out var level) ? level.Count : 0;

    public void Enter(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
        {
            _levels.Pop();
        }
        else if (_levels.TryPeek(out var level))
        {
            if (reader.TokenType is JsonTokenType.PropertyName)
                (level.Count, level.Name) = (level.Count + 1, Encoding.UTF8.GetString(reader.ValueSpan));
            else if (level.IsList)
                level.Name = $"#{++level.Count}";
        }
    }

    public void Leave(JsonTokenType token)
    {
        if (token is JsonTokenType.StartArray or JsonTokenType.StartObject)
            _levels.Push(new(token is JsonTokenType.StartArray));
    }

    /// <summary>Both counted from 1; the column in bytes.</summary>
    public static (int Line, int Column) LineAndColumn(ReadOnlySpan<byte> json, int at)
    {
        var before = json[..at];
        return (before.Count((byte)'\n') + 1, at - before.LastIndexOf((byte)'\n'));
    }

    private sealed class Level(bool isList)
    {
        public bool IsList { get; } = isList;

        public string Name { get; set; } = "";

        public int Count { get; set; }
    }
}
