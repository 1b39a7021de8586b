namespace Workflows.Web.Files;

/// <summary>A value of a YAML file with its place. Line and column count from 1.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <param name="Plain">Written without quotes, so that it may mean a number, a truth value or nothing.</param>
    public sealed record Scalar(string Text, bool Plain, int Line, int Column) : YamlNode(Line, Column)
    {
        public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";
    }

    public sealed record Sequence(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

    public sealed record Mapping(IReadOnlyList<Entry> Entries, int Line, int Column) : YamlNode(Line, Column);

    public sealed record Entry(Scalar Key, YamlNode Value);
}
