namespace Workflows.SelfHost.Tests.Access;

/// <summary>Who asks. Own is Sevlievo, whose things are asked for; other is Balchik.</summary>
public enum Asker
{
    Nobody,
    Administrator,
    OwnAdministrator,
    OtherAdministrator,
    OwnCoordinator,
    OtherCoordinator,

    /// <summary>By link on pages, by key in the API: the institution whose task it is.</summary>
    OwnInstitution,

    /// <summary>Another institution of the same municipality.</summary>
    OtherInstitution,
}

/// <summary>What somebody is told.</summary>
public enum Told
{
    /// <summary>Whatever the endpoint says to those it is for, a wrong form included.</summary>
    Allowed,

    /// <summary>Just what is said of something that does not exist.</summary>
    NotThere,

    /// <summary>On pages: to sign in first.</summary>
    SignIn,

    /// <summary>In the API: that a key is needed, whatever is asked for.</summary>
    NoKey,

    /// <summary>In the API: that the key's role may not do this, whatever it is asked of.</summary>
    Forbidden,
}

/// <summary>Who may, in one of the few ways that there are.</summary>
public sealed record AccessRule(string Name, IReadOnlyDictionary<Asker, Told> Table)
{
    private static readonly Asker[] Everybody = Enum.GetValues<Asker>();

    /// <summary>Anybody at all.</summary>
    public static AccessRule Open { get; } = Page(nameof(Open), Everybody);

    /// <summary>Whoever is signed in, to what is their own or concerns nobody.</summary>
    public static AccessRule SignedIn { get; } = Page(
        nameof(SignedIn), [Asker.Administrator, Asker.OwnAdministrator, Asker.OtherAdministrator, Asker.OwnCoordinator, Asker.OtherCoordinator]);

    /// <summary>A thing of a municipality, for those who run it.</summary>
    public static AccessRule Coordinates { get; } = Page(nameof(Coordinates), [Asker.Administrator, Asker.OwnAdministrator, Asker.OwnCoordinator]);

    /// <summary>A list for administrators, which holds what they may see.</summary>
    public static AccessRule Administers { get; } = Page(nameof(Administers), [Asker.Administrator, Asker.OwnAdministrator, Asker.OtherAdministrator]);

    /// <summary>A thing of a municipality, for its administrators.</summary>
    public static AccessRule AdministersOwn { get; } = Page(nameof(AdministersOwn), [Asker.Administrator, Asker.OwnAdministrator]);

    /// <summary>What concerns the installation as a whole.</summary>
    public static AccessRule Whole { get; } = Page(nameof(Whole), [Asker.Administrator]);

    /// <summary>By an institution's link, whoever holds it; signing in adds nothing.</summary>
    public static AccessRule Link { get; } = new(
        nameof(Link), Everybody.ToDictionary(a => a, a => a is Asker.OwnInstitution ? Told.Allowed : Told.NotThere));

    /// <summary>What belongs to one person alone, and to none of those who ask.</summary>
    public static AccessRule NotTheirs { get; } = Page(nameof(NotTheirs), []);

    /// <summary>What is there for nobody, or not yet.</summary>
    public static AccessRule Hidden { get; } = new(nameof(Hidden), Everybody.ToDictionary(a => a, _ => Told.NotThere));

    /// <summary>In the API: any key.</summary>
    public static AccessRule AnyKey { get; } = Api(nameof(AnyKey), Everybody[1..], []);

    /// <summary>In the API: a list for coordinators, which holds what they may see.</summary>
    public static AccessRule KeyCoordinates { get; } = Api(
        nameof(KeyCoordinates),
        [Asker.Administrator, Asker.OwnAdministrator, Asker.OtherAdministrator, Asker.OwnCoordinator, Asker.OtherCoordinator],
        [Asker.OwnInstitution, Asker.OtherInstitution]);

    /// <summary>In the API: a thing of a municipality, for those who run it.</summary>
    public static AccessRule KeyCoordinatesOwn { get; } = Api(
        nameof(KeyCoordinatesOwn),
        [Asker.Administrator, Asker.OwnAdministrator, Asker.OwnCoordinator],
        [Asker.OwnInstitution, Asker.OtherInstitution]);

    /// <summary>In the API: a thing of a municipality, for everybody in it.</summary>
    public static AccessRule KeyOfMunicipality { get; } = Api(
        nameof(KeyOfMunicipality),
        [Asker.Administrator, Asker.OwnAdministrator, Asker.OwnCoordinator, Asker.OwnInstitution, Asker.OtherInstitution],
        []);

    /// <summary>In the API: a task, for its owner and those who run it.</summary>
    public static AccessRule KeyOfTask { get; } = Api(
        nameof(KeyOfTask), [Asker.Administrator, Asker.OwnAdministrator, Asker.OwnCoordinator, Asker.OwnInstitution], []);

    /// <summary>In the API: a list for administrators, which holds what they may see.</summary>
    public static AccessRule KeyAdministers { get; } = Api(
        nameof(KeyAdministers),
        [Asker.Administrator, Asker.OwnAdministrator, Asker.OtherAdministrator],
        [Asker.OwnCoordinator, Asker.OtherCoordinator, Asker.OwnInstitution, Asker.OtherInstitution]);

    /// <summary>In the API: a thing of a municipality, for its administrators.</summary>
    public static AccessRule KeyAdministersOwn { get; } = Api(
        nameof(KeyAdministersOwn),
        [Asker.Administrator, Asker.OwnAdministrator],
        [Asker.OwnCoordinator, Asker.OtherCoordinator, Asker.OwnInstitution, Asker.OtherInstitution]);

    public override string ToString() => Name;

    private static AccessRule Page(string name, IReadOnlyList<Asker> allowed) => new(
        name,
        Everybody.ToDictionary(
            a => a,
            a => allowed.Contains(a) ? Told.Allowed
                // An institution has no session: to a page without its link it is a stranger.
                : a is Asker.Nobody or Asker.OwnInstitution or Asker.OtherInstitution ? Told.SignIn
                : Told.NotThere));

    private static AccessRule Api(string name, IReadOnlyList<Asker> allowed, IReadOnlyList<Asker> forbidden) => new(
        name,
        Everybody.ToDictionary(
            a => a,
            a => allowed.Contains(a) ? Told.Allowed
                : a is Asker.Nobody ? Told.NoKey
                : forbidden.Contains(a) ? Told.Forbidden
                : Told.NotThere));
}
