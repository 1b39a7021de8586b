using System.Text;

namespace Workflows.SelfHost.Storage;

/// <summary>A list with optional filters. The statements differ only in which filters stand in them, so few are ever prepared.</summary>
internal sealed class Query(string select)
{
    private readonly StringBuilder _sql = new(select);
    private readonly List<Action<Statement>> _values = [];

    /// <summary>Adds the condition unless its value is null.</summary>
    public Query And(string condition, string? value) =>
        value is null ? this : And(condition, statement => statement.With(value));

    public Query And(string condition, long? value) =>
        value is { } number ? And(condition, statement => statement.With(number)) : this;

    public Query And(string condition, Action<Statement> bind)
    {
        _sql.Append(" AND ").Append(condition);
        _values.Add(bind);
        return this;
    }

    public Query Page(string order, int limit)
    {
        _sql.Append(" ORDER BY ").Append(order).Append(" LIMIT ?");
        _values.Add(statement => statement.With(Math.Max(limit, 0)));
        return this;
    }

    /// <summary>The statement, with a mark for each value.</summary>
    public override string ToString() => _sql.ToString();

    public List<T> All<T>(Session session, Func<Statement, T> read)
    {
        var statement = session.Prepare(ToString());
        _values.ForEach(bind => bind(statement));
        return statement.All(read);
    }
}
