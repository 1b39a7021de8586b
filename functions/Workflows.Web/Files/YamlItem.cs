namespace Workflows.Web.Files;

/// <summary>
/// One value, to be read as what the caller expects. Whatever does not fit becomes a fault and a placeholder is returned, so that
/// reading goes on and all faults are found; a result with faults is never handed out.
/// </summary>
internal sealed partial class YamlItem
{
    private readonly YamlNode? _node;
    private readonly YamlNode? _at;
    private readonly FileFaults _faults;

    public YamlItem(YamlNode node, string path, FileFaults faults) => (_node, _at, Path, _faults) = (node, node, path, faults);

    private YamlItem(string path, FileFaults faults, YamlNode? at) => (_at, Path, _faults) = (at, path, faults);

    public string Path { get; }

    public bool IsList => _node is YamlNode.Sequence;

    /// <summary>A key that its group lacks: a fault as soon as it is read, since only the reader knows what to write.</summary>
    public static YamlItem Missing(YamlNode.Mapping group, string path, FileFaults faults) => new(path, faults, group);

    /// <summary>A value whose group is a fault already.</summary>
    public static YamlItem Unknown(string path, FileFaults faults) => new(path, faults, null);

    public T Map<T>(string example, Func<YamlMap, T> read)
    {
        var map = new YamlMap(Expect<YamlNode.Mapping>("a group of keys", example), Path, _faults);
        var value = read(map);
        map.Close();
        return value;
    }

    public T Map<T>(Func<YamlMap, T> read) => Map("{key: value}", read);

    public IReadOnlyList<T> List<T>(string example, Func<YamlItem, T> read) =>
        Expect<YamlNode.Sequence>("a list", example) is { } sequence
            ? [.. sequence.Items.Select((item, index) => read(Child(item, YamlPath.Segment(item, index))))]
            : [];

    public IReadOnlyList<T> List<T>(Func<YamlItem, T> read) => List("[…]", read);

    /// <summary>A list of groups.</summary>
    public IReadOnlyList<T> Maps<T>(string example, Func<YamlMap, T> read) => List($"[{example}]", item => item.Map(example, read));

    public IReadOnlyList<T> Maps<T>(Func<YamlMap, T> read) => Maps("{key: value}", read);

    /// <summary>A group whose keys are data, such as roles or years.</summary>
    public IReadOnlyDictionary<TKey, TValue> Table<TKey, TValue>(string example, Func<YamlItem, TKey> key, Func<YamlItem, TValue> value)
        where TKey : notnull
    {
        var table = new Dictionary<TKey, TValue>();
        foreach (var entry in Expect<YamlNode.Mapping>("a group of keys", example)?.Entries ?? [])
        {
            var path = YamlPath.Join(Path, entry.Key.Text);
            if (!table.TryAdd(key(new YamlItem(entry.Key, path, _faults)), value(new YamlItem(entry.Value, path, _faults))))
            {
                _faults.Add(entry.Key, path, $"'{YamlMap.Quote(entry.Key.Text)}' stands here twice: remove one of the two");
            }
        }

        return table;
    }

    public void Fault(string message)
    {
        if (_at is not null)
        {
            _faults.Add(_at, Path, message);
        }
    }

    private YamlItem Child(YamlNode node, string segment) => new(node, YamlPath.Join(Path, segment), _faults);

    private string Key => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The value as a node of this shape; otherwise null, and a fault.</summary>
    /// <param name="what">Such as <c>a list</c>.</param>
    /// <param name="example">What could be written after the key.</param>
    private TNode? Expect<TNode>(string what, string example)
        where TNode : YamlNode
    {
        switch (_node)
        {
            case null:
                Fault($"'{Key}' is missing: write {Key}: {example}");
                return null;
            case YamlNode.Scalar { IsNull: true }:
                Fault($"'{Key}' is empty: write {example}");
                return null;
            case TNode node:
                return node;
            default:
                Fault($"{Found()} stands where {what} belongs: write {example}");
                return null;
        }
    }

    private string Found() => _node switch
    {
        YamlNode.Sequence => "a list",
        YamlNode.Mapping => "a group of keys",
        YamlNode.Scalar scalar => $"'{YamlMap.Quote(scalar.Text)}'",
        _ => "nothing",
    };
}
