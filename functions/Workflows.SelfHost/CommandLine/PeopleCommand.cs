using System.CommandLine;
using System.Net.Mail;
using System.Security.Cryptography;
using Workflows.Core;
using Workflows.Core.Ports;
using Workflows.SelfHost.Storage;
using Workflows.Web.Links;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>people</c>: who may sign in, of an installation whose server is stopped.</summary>
internal static class PeopleCommand
{
    public static Command Create() => new("people", "Adds, lists and revokes people who sign in, while the server is stopped.") { Add(), List(), Revoke() };

    private static ExampledCommand Add()
    {
        var name = new Option<string>("--name") { Description = "Their full name.", Required = true };
        var email = new Option<string>("--email") { Description = "Where their sign-in links go.", Required = true };
        var role = new Option<string>("--role") { Description = "administrator or coordinator.", Required = true };
        role.AcceptOnlyFromAmong("administrator", "coordinator");
        var municipality = new Option<string?>("--municipality") { Description = "The only municipality they see; left out only for administrators." };
        var language = new Option<string>("--language") { Description = "bg or en.", DefaultValueFactory = _ => "bg" };
        language.AcceptOnlyFromAmong("bg", "en");
        var command = new ExampledCommand(
            "add", "Adds somebody, who then signs in by a mailed link.",
            "people add --name \"Мария Иванова\" --email maria@sevlievo.bg --role coordinator --municipality sevlievo")
        {
            name, email, role, municipality, language, SharedOptions.Data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = LinkRequests.Normal(parsed.GetRequiredValue(email));
            if (!MailAddress.TryCreate(address, out var checkedAddress) || checkedAddress.Address != address)
                throw new BadInputException($"'{address}' is no e-mail address.");
            var kind = parsed.GetRequiredValue(role) == "administrator" ? ActorKind.Administrator : ActorKind.Coordinator;
            var only = SharedOptions.IdOf<MunicipalityId>(parsed.GetValue(municipality));
            if (kind is ActorKind.Coordinator && only is null)
                throw new BadInputException("A coordinator belongs to one municipality. Name it with --municipality.");
            var person = new Person(
                $"person-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}",
                parsed.GetRequiredValue(name),
                address,
                parsed.GetValue(language) == "en" ? Language.En : Language.Bg,
                kind,
                only,
                TimeProvider.System.GetUtcNow(),
                null);
            using var database = SharedOptions.Database(parsed);
            if (!await new SqlitePeople(database).Add(person, cancellation))
                throw new BadInputException($"Somebody with the address {address} is there already. people list shows them.");
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{person.Id} is added and can sign in at /sign-in.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static ExampledCommand List()
    {
        var command = new ExampledCommand("list", "Lists who may sign in and who could.", "people list") { SharedOptions.Data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var database = SharedOptions.Database(parsed);
            foreach (var person in await new SqlitePeople(database).List(new(), cancellation))
            {
                var state = person.RevokedAt is { } revoked ? $"revoked {revoked:yyyy-MM-dd}" : "valid";
                var role = person.Role is ActorKind.Administrator ? "administrator" : "coordinator";
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    $"{person.Id}  {role}  {person.Municipality?.Value ?? "all municipalities"}  {state}  {person.Name} <{person.Email}>");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static ExampledCommand Revoke()
    {
        var id = new Argument<string>("id") { Description = "As people list shows it." };
        var command = new ExampledCommand("revoke", "Ends somebody's access and their sessions, for good.", "people revoke person-0123456789abcdef") { id, SharedOptions.Data };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var database = SharedOptions.Database(parsed);
            if (!await new SqlitePeople(database).Revoke(parsed.GetRequiredValue(id), TimeProvider.System.GetUtcNow(), cancellation))
                throw new BadInputException($"There is nobody valid with the id '{parsed.GetRequiredValue(id)}'. people list shows those that there are.");
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{parsed.GetRequiredValue(id)} is revoked.");
            return ExitCodes.Done;
        });
        return command;
    }
}
