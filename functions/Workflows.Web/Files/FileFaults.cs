using Workflows.Core;

namespace Workflows.Web.Files;

/// <summary>Collects what is wrong with one file.</summary>
internal sealed class FileFaults(string file)
{
    /// <summary>More would only hide the first ones, and a hostile file could have a fault in every second byte.</summary>
    private const int Most = 500;

    private readonly List<FileFault> _faults = [];

    public bool Any => _faults.Count > 0;

    public void Add(int line, int column, string key, string message)
    {
        if (_faults.Count < Most)
        {
            _faults.Add(new FileFault(file, line, column, key, message));
        }
        else if (_faults.Count == Most)
        {
            _faults.Add(new FileFault(file, line, column, "", $"more than {Most} faults: correct these first"));
        }
    }

    public void Add(YamlNode at, string key, string message) => Add(at.Line, at.Column, key, message);

    /// <summary>Adds faults of the model at the places of the file that they speak of.</summary>
    public void Add(YamlNode root, IEnumerable<ModelFault> faults)
    {
        foreach (var fault in faults)
        {
            Add(YamlPath.Find(root, fault.Path), fault.Path, fault.Message);
        }
    }

    /// <summary>The value if there is no fault, else the faults.</summary>
    public FileResult<T> Result<T>(T? value)
        where T : class =>
        Any ? new FileResult<T>(null, [.. _faults.OrderBy(f => f.Line).ThenBy(f => f.Column)]) : new FileResult<T>(value, []);
}
