using System.CommandLine;
using Workflows.Core;
using Workflows.SelfHost.Storage;
using Workflows.Web.Keys;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>keys</c>: the API keys of an installation whose server is stopped; a running one does the same under /api/keys.</summary>
internal static class KeysCommand
{
    private static readonly ActorKind[] Roles = [ActorKind.Administrator, ActorKind.Coordinator, ActorKind.Institution];

    public static Command Create() => new("keys", "Adds, lists and revokes API keys while the server is stopped.") { Add(), List(), Revoke() };

    private static ExampledCommand Add()
    {
        var name = new Option<string>("--name") { Description = "Whose key it is, for people.", Required = true };
        var role = new Option<string>("--role") { Description = "administrator, coordinator or institution.", Required = true };
        role.AcceptOnlyFromAmong([.. Roles.Select(NameOf)]);
        var municipality = new Option<string?>("--municipality") { Description = "The only municipality it sees; left out only for administrators." };
        var institution = new Option<string?>("--institution") { Description = "For institutions: the one it answers for." };
        var command = new ExampledCommand(
            "add", "Makes a key and shows it this once.", "keys add --name \"M&E team\" --role coordinator --municipality sevlievo")
        {
            name, role, municipality, institution, SharedOptions.Data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var kind = Roles.Single(r => NameOf(r) == parsed.GetRequiredValue(role));
            var scope = (SharedOptions.IdOf<MunicipalityId>(parsed.GetValue(municipality)), SharedOptions.IdOf<InstitutionId>(parsed.GetValue(institution)));
            if (KeyMaker.Check(kind, scope.Item1, scope.Item2) is { } refusal)
                throw new BadInputException(refusal.Message);
            var made = KeyMaker.Make(parsed.GetRequiredValue(name), kind, scope.Item1, scope.Item2, TimeProvider.System.GetUtcNow());
            using var database = SharedOptions.Database(parsed);
            await new SqliteApiKeys(database).Add(made.Key, cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{made.Key.Id}  {made.Secret}  (shown this once)");
            return ExitCodes.Done;
        });
        return command;
    }

    private static ExampledCommand List()
    {
        var command = new ExampledCommand("list", "Lists the keys; the keys themselves are not stored and cannot be shown.", "keys list") { SharedOptions.Data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var database = SharedOptions.Database(parsed);
            foreach (var key in await new SqliteApiKeys(database).List(cancellation))
            {
                var state = key.RevokedAt is { } revoked ? $"revoked {revoked:yyyy-MM-dd}" : "valid";
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    $"{key.Id}  {NameOf(key.Role)}  {key.Municipality?.Value ?? "all municipalities"}  {key.Institution?.Value ?? "-"}  {state}  {key.Name}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static ExampledCommand Revoke()
    {
        var id = new Argument<string>("id") { Description = "As keys list shows it." };
        var command = new ExampledCommand("revoke", "Makes a key worthless, at once and for good.", "keys revoke key-0123456789abcdef") { id, SharedOptions.Data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var database = SharedOptions.Database(parsed);
            if (!await new SqliteApiKeys(database).Revoke(parsed.GetRequiredValue(id), TimeProvider.System.GetUtcNow(), cancellation))
                throw new BadInputException($"There is no valid key '{parsed.GetRequiredValue(id)}'. keys list shows those that there are.");
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{parsed.GetRequiredValue(id)} is revoked.");
            return ExitCodes.Done;
        });
        return command;
    }

#pragma warning disable CA1308 // The names are lower case on the command line.
    private static string NameOf(ActorKind role) => role.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
