using System.Collections;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workflows.Web.Api;

/// <summary>Says in plain words why a JSON body cannot be read, where, and what to write instead.</summary>
internal static partial class JsonProblems
{
    private static readonly FrozenDictionary<Type, string> Forms = new Dictionary<Type, string>
    {
        [typeof(DateOnly)] = "a date that exists, such as \"2018-03-31\"",
        [typeof(TimeOnly)] = "a time of day, such as \"14:30:00\"",
        [typeof(int)] = "a whole number",
        [typeof(long)] = "a whole number",
        [typeof(decimal)] = "a number",
        [typeof(string)] = "a text in quotes",
    }.ToFrozenDictionary();

    /// <param name="read">What the body was read as.</param>
    public static RequestRefused Explain(JsonException problem, Type read)
    {
        var key = KeyOf(problem.Path);
        var (code, message) = Read(problem.Message, key, read);
        var (line, column) = ((int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1);
        return new(
            new(code, $"{message} (line {line}, column {column})", key.Length == 0 ? null : new Dictionary<string, string> { ["key"] = key }),
            [new("body", line, column, key, message)]);
    }

    /// <summary>The body is not JSON at all; found before it is read as anything.</summary>
    public static RequestRefused NotJson(JsonException problem)
    {
        var (line, column) = ((int)(problem.LineNumber ?? 0) + 1, (int)(problem.BytePositionInLine ?? 0) + 1);
        var message = $"This is not JSON: {Sentence(problem.Message)} Check quotes, commas and brackets here and just before.";
        return new(new("json.malformed", $"{message} (line {line}, column {column})"), [new("body", line, column, "", message)]);
    }

    /// <summary>The reader's only complaint of that type: nothing says which answer it is.</summary>
    public static RequestRefused KindMissing(NotSupportedException problem)
    {
        var key = KeyOf(PathSign().Match(problem.Message) is { Success: true } path ? path.Groups[1].Value : null);
        var message = $"'{key}' does not say what it is. Give it a \"kind\", such as \"document\" or \"decision\".";
        return new(new("json.kind", message, new Dictionary<string, string> { ["key"] = key }), [new("body", 1, 1, key, message)]);
    }

    private static (string Code, string Message) Read(string text, string key, Type read)
    {
        if (Missing().Match(text) is { Success: true } missing)
            return ("json.missing", $"Missing{In(key)}: {missing.Groups[1].Value.Replace(';', ',')}. Add it.");
        if (Unknown().Match(text) is { Success: true } unknown)
            return ("json.unknown-property", $"There is no property '{unknown.Groups[1].Value}' here. Remove it, or correct its spelling.");
        if (Twice().Match(text) is { Success: true } twice)
            return ("json.malformed", $"The property '{twice.Groups[1].Value}' is given twice. Give it once.");
        if (Null().Match(text) is { Success: true } isNull)
            return ("json.null", $"'{isNull.Groups[1].Value}' is null. Give it a value.");
        if (Kind().Match(text) is { Success: true } kind)
            return ("json.kind", $"There is no kind '{kind.Groups[1].Value}'. See the kinds of answers in /openapi/v1.json.");
        if (text.Contains("could not be converted to", StringComparison.Ordinal))
            return ("json.type", $"'{key}' cannot be read. Write {FormOf(JsonTypes.At(read, key))}.");
        return ("json.type", $"'{key}': {Sentence(text)}");
    }

    private static string In(string key) => key.Length == 0 ? "" : $" in '{key}'";

    private static string FormOf(Type? type) => type switch
    {
        { IsEnum: true } => $"one of: {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}",
        not null when Forms.TryGetValue(type, out var form) => form,
        not null when typeof(IEnumerable).IsAssignableFrom(type) => "a list or an object, as /openapi/v1.json describes",
        _ => "an object, such as { … }, as /openapi/v1.json describes",
    };

    /// <summary><c>$.answer.members[1].name</c> as <c>answer/members/#2/name</c>.</summary>
    private static string KeyOf(string? path) =>
        ElementSign().Replace(path?.TrimStart('$') ?? "", m => $"/#{int.Parse(m.Groups[1].ValueSpan) + 1}").Replace('.', '/').TrimStart('/');

    private static string Sentence(string message)
    {
        var end = message.IndexOfAny(['\r', '\n']);
        var line = PlaceSign().Replace(end < 0 ? message : message[..end], "");
        return line.EndsWith('.') ? line : $"{line}.";
    }

    [GeneratedRegex(@"missing required properties including: (.+?)\.(?: Path:|$)")]
    private static partial Regex Missing();

    [GeneratedRegex("JSON property '(.+?)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("Duplicate property '(.+?)'")]
    private static partial Regex Twice();

    [GeneratedRegex("'([^']+)' on type .* doesn't allow .*null")]
    private static partial Regex Null();

    [GeneratedRegex("unrecognized type discriminator id '(.*?)'")]
    private static partial Regex Kind();

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex ElementSign();

    [GeneratedRegex(@"Path: (\S+)")]
    private static partial Regex PathSign();

    [GeneratedRegex(@"(?: Path: \S+ \|)? LineNumber: .*$")]
    private static partial Regex PlaceSign();
}
