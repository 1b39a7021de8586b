using Workflows.Core;
using Workflows.Core.Strategies;

namespace Workflows.Web.Files;

/// <summary>Reads institutions and their services.</summary>
internal static class InstitutionFile
{
    public static Institution Read(YamlMap map) => new(
        map.Required("id").Id<InstitutionId>("dsp"),
        map.Required("role").Id<RoleId>("social-assistance"),
        map.Required("name").LocalLine(),
        map.Required("contacts").Maps("{name: …, email: name@example.org, language: bg}", ReadContact),
        map.Optional("implements")?.YesOrNo() ?? false,
        map.Optional("keyParticipant")?.YesOrNo() ?? false,
        map.Optional("duties")?.Records() ?? []);

    public static Service ReadService(YamlMap map) => new(
        map.Required("id").Id<ServiceId>("day-centre"),
        map.Required("name").LocalLine(),
        map.Required("provider").Id<InstitutionId>("dsp"),
        map.Required("funding").Line("state-delegated"),
        map.Optional("licence")?.Line());

    private static Contact ReadContact(YamlMap map) => new(
        map.Required("name").Line(),
        map.Required("email").Line("name@example.org"),
        map.Optional("language")?.OneOf<Language>() ?? Language.Bg);
}
