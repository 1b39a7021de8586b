using Workflows.Core;

namespace Workflows.Web.Files;

/// <summary>
/// A group of keys, each of which may be asked for once read. Keys that nobody asked for are faults, so a misspelt key is never
/// silently ignored.
/// </summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly YamlNode.Mapping? _mapping;
    private readonly FileFaults _faults;

    /// <param name="mapping">Null where no group was found, which is a fault already: nothing in it is then missing.</param>
    public YamlMap(YamlNode.Mapping? mapping, string path, FileFaults faults)
    {
        (_mapping, Path, _faults) = (mapping, path, faults);
        foreach (var (key, value) in mapping?.Entries ?? [])
        {
            if (!_values.TryAdd(key.Text, value))
            {
                var first = mapping!.Entries.First(e => e.Key.Text == key.Text).Key;
                faults.Add(key, YamlPath.Join(path, key.Text), $"'{Quote(key.Text)}' stands here twice: remove this one or that of line "
                    + $"{first.Line}");
            }
        }
    }

    public string Path { get; }

    /// <summary>The value of a key that must be there.</summary>
    public YamlItem Required(string key)
    {
        _asked.Add(key);
        var path = YamlPath.Join(Path, key);
        return _values.TryGetValue(key, out var node) ? new YamlItem(node, path, _faults)
            : _mapping is null ? YamlItem.Unknown(path, _faults)
            : YamlItem.Missing(_mapping, path, _faults);
    }

    /// <summary>The value of a key that may be left out or be <c>null</c>.</summary>
    public YamlItem? Optional(string key)
    {
        _asked.Add(key);
        return _values.TryGetValue(key, out var node) && node is not YamlNode.Scalar { IsNull: true }
            ? new YamlItem(node, YamlPath.Join(Path, key), _faults)
            : null;
    }

    /// <summary>Says why a key that is known elsewhere has no place here.</summary>
    public void Refuse(string key, string reason) => _reasons[key] = reason;

    /// <summary>Adds a fault at a key of this group, or at the group if it lacks the key.</summary>
    public void Fault(string key, string message)
    {
        if (_mapping is not null)
        {
            _faults.Add(YamlPath.Find(_mapping, key), YamlPath.Join(Path, key), message);
        }
    }

    /// <summary>Adds a fault at the group as a whole.</summary>
    public void Fault(string message)
    {
        if (_mapping is not null)
        {
            _faults.Add(_mapping, Path, message);
        }
    }

    /// <summary>Reports the keys that nobody asked for.</summary>
    public void Close()
    {
        foreach (var key in _values.Keys.Where(key => !_asked.Contains(key)))
        {
            Fault(key, _reasons.GetValueOrDefault(key)
                ?? $"unknown key '{Quote(key)}': {Nearest.Advice(key, _asked.Where(known => !_values.ContainsKey(known)))}");
        }
    }

    /// <summary>A text short enough to stand in a message.</summary>
    internal static string Quote(string text) => text.Length <= 60 ? text : $"{text[..60]}…";
}
