using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>Who may sign in.</summary>
public sealed class SqlitePeople(SqliteDatabase database) : IPeople
{
    private const string Columns = "id, name, email, language, role, municipality, added_at, revoked_at";

    public async ValueTask<bool> Add(Person person, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare($"INSERT INTO people ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .With(person.Id).With(person.Name).With(person.Email).With(person.Language.ToString()).With(person.Role.ToString())
                .With(person.Municipality?.Value).With(person.AddedAt.UtcTicks).With(person.RevokedAt?.UtcTicks)
                .Run() > 0,
            cancellation).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<Person>> List(PersonQuery query, CancellationToken cancellation = default)
    {
        var filter = new Query($"SELECT {Columns} FROM people WHERE 1")
            .And("id = ?", query.Id)
            .And("email = ?", query.Email)
            .And("municipality = ?", query.Municipality?.Value)
            .Page("id", int.MaxValue);
        return await database.ReadBeside(session => filter.All(session, Read), cancellation).ConfigureAwait(false);
    }

    public async ValueTask<bool> Revoke(string id, DateTimeOffset at, CancellationToken cancellation = default) =>
        await database.Write(
            context => context.Session
                .Prepare("UPDATE people SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                .With(at.UtcTicks).With(id)
                .Run() > 0,
            cancellation).ConfigureAwait(false);

    private static Person Read(Statement row) => new(
        row.Text(0),
        row.Text(1),
        row.Text(2),
        Enum.Parse<Language>(row.Text(3)),
        Enum.Parse<ActorKind>(row.Text(4)),
        row.TextOrNull(5) is { } municipality ? new MunicipalityId(municipality) : null,
        new(row.Number(6), TimeSpan.Zero),
        row.NumberOrNull(7) is { } revoked ? new DateTimeOffset(revoked, TimeSpan.Zero) : null);
}
