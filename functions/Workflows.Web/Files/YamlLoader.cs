using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workflows.Web.Files;

/// <summary>
/// Reads one YAML or JSON document into nodes that know their place. Refuses what a template has no use for and what can be
/// turned against the reader: anchors and aliases, tags, several documents, deep nesting.
/// </summary>
internal sealed class YamlLoader
{
    private const int MaxDepth = 40;

    private readonly Parser _parser;
    private readonly FileFaults _faults;
    private readonly Stack<Mark> _brackets = [];

    private YamlLoader(string text, FileFaults faults) => (_parser, _faults) = (new Parser(new StringReader(text)), faults);

    /// <returns>The document's root, or null with the reason among the faults.</returns>
    public static YamlNode? Load(string text, FileFaults faults)
    {
        var loader = new YamlLoader(text, faults);
        try
        {
            return loader.Document();
        }
        catch (YamlException problem)
        {
            var (line, column, message) = YamlSyntax.Explain(problem, text, loader._brackets.TryPeek(out var bracket) ? bracket : null);
            faults.Add(line, column, "", message);
        }
        catch (Refused refusal)
        {
            faults.Add((int)refusal.At.Line, (int)refusal.At.Column, "", refusal.Message);
        }

        return null;
    }

    private YamlNode? Document()
    {
        Next<StreamStart>();
        if (Next() is not DocumentStart)
        {
            _faults.Add(1, 1, "", "the file is empty: begin with template: or municipality:");
            return null;
        }

        var root = Node(Next(), depth: 1);
        Next<DocumentEnd>();
        return Next() is DocumentStart second
            ? throw new Refused(second.Start, "a second document begins here: put it into a file of its own and remove '---'")
            : root;
    }

    private YamlNode Node(ParsingEvent start, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new Refused(start.Start, $"nested deeper than {MaxDepth} levels: a template needs no more than ten, "
                + "so check the brackets");
        }

        RefuseAnchorAndTag(start);
        var (line, column) = ((int)start.Start.Line, (int)start.Start.Column);
        return start switch
        {
            Scalar scalar => new YamlNode.Scalar(scalar.Value, scalar.Style is ScalarStyle.Plain, line, column),
            SequenceStart sequence => new YamlNode.Sequence(
                Within(sequence.Style is SequenceStyle.Flow, start, Items(depth)), line, column),
            MappingStart mapping => new YamlNode.Mapping(
                Within(mapping.Style is MappingStyle.Flow, start, Entries(depth)), line, column),
            _ => throw new Refused(start.Start, "a value is missing here: write it after the colon"),
        };
    }

    /// <summary>Reads the content of a collection, remembering where its bracket stands, if it has one.</summary>
    private IReadOnlyList<T> Within<T>(bool inBrackets, ParsingEvent start, IEnumerable<T> content)
    {
        if (!inBrackets)
        {
            return [.. content];
        }

        _brackets.Push(start.Start);
        IReadOnlyList<T> read = [.. content];
        _brackets.Pop();
        return read;
    }

    private IEnumerable<YamlNode> Items(int depth)
    {
        for (var next = Next(); next is not SequenceEnd; next = Next())
        {
            yield return Node(next, depth + 1);
        }
    }

    private IEnumerable<YamlNode.Entry> Entries(int depth)
    {
        for (var next = Next(); next is not MappingEnd; next = Next())
        {
            var key = Node(next, depth + 1) as YamlNode.Scalar
                ?? throw new Refused(next.Start, "a key must be a plain word: write key: value");
            yield return new YamlNode.Entry(key, Node(Next(), depth + 1));
        }
    }

    private static void RefuseAnchorAndTag(ParsingEvent start)
    {
        if (start is AnchorAlias alias)
        {
            throw new Refused(start.Start, $"'*{alias.Value}' is an alias, which is not accepted: write the value out, or put a text "
                + "that begins with * in quotes");
        }

        if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            throw new Refused(start.Start, $"'&{anchored.Anchor}' is an anchor, which is not accepted: remove it, or put a text that "
                + "begins with & in quotes");
        }

        if (start is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } } tagged)
        {
            throw new Refused(start.Start, $"'{tagged.Tag}' is a tag, which is not accepted: remove it, or put a text that begins with "
                + "! in quotes");
        }
    }

    private ParsingEvent Next()
    {
        try
        {
            return _parser.MoveNext() && _parser.Current is { } current ? current : throw new YamlException("The file ends too early.");
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // The scanner throws these, instead of its own exception, for some texts that are not YAML, such as "a: [\nb]" and "!![".
            var end = _parser.Current?.End ?? Mark.Empty;
            throw new YamlException(end, end, YamlSyntax.Unreadable);
        }
    }

    private void Next<TEvent>()
        where TEvent : ParsingEvent
    {
        if (Next() is not TEvent)
        {
            throw new YamlException("The file is not one document.");
        }
    }

    /// <summary>Well-formed YAML that is not accepted; ends the reading, since what follows cannot be trusted.</summary>
    private sealed class Refused(Mark at, string message) : Exception(message)
    {
        public Mark At { get; } = at;
    }
}
