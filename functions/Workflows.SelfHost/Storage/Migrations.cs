using System.Globalization;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// The shape of the database, step by step: <c>PRAGMA user_version</c> counts the steps taken. A step that was released never changes.
/// Moments are UTC ticks, days are <see cref="DateOnly.DayNumber"/>, actor kinds and effect states are the numbers of their enumerations.
/// </summary>
internal static class Migrations
{
    private static readonly string[] Steps = [First, Requests, Access, Drafts, KeptValues, EffectLists];

    public static int Latest => Steps.Length;

    public static int VersionOf(Session session) => (int)session.Prepare("PRAGMA user_version").First(row => row.Number(0));

    public static void Run(Session session)
    {
        for (var version = VersionOf(session); version < Latest; version++)
            session.Run(string.Create(
                CultureInfo.InvariantCulture, $"BEGIN IMMEDIATE; {Steps[version]} PRAGMA user_version = {version + 1}; COMMIT;"));
    }

    // Every commit changes a page of each table and index that it touches, and each page is written to the log, so there are as few of them
    // as the lists allow. Streams are numbered in the order they came, and what belongs to a stream is kept under that number: rows
    // written together lie together. Lists walk the streams by name and find each one's rows by number.
    // Foreign keys would look every parent up again; the one writer has just found or made it. What a list shows of a workflow stands in its
    // stream's row, which every commit changes anyway.
    // The numbers of events and effects hold their stream, version and place (see Positions): one b-tree each and no index over them.
    private const string First =
        """
        CREATE TABLE streams (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            municipality TEXT NOT NULL,
            version INTEGER NOT NULL,
            hash BLOB NOT NULL,
            wake_at INTEGER,
            strategy TEXT,
            template TEXT,
            template_version INTEGER,
            year INTEGER,
            title_bg TEXT,
            title_en TEXT,
            state TEXT,
            opened_on INTEGER,
            open_tasks INTEGER,
            next_due INTEGER,
            UNIQUE (municipality, name)
        ) STRICT;
        CREATE INDEX streams_wake_at ON streams (wake_at) WHERE wake_at IS NOT NULL;
        CREATE INDEX streams_strategy ON streams (strategy, name) WHERE strategy IS NOT NULL;

        CREATE TABLE events (
            position INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            schema INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor_kind INTEGER NOT NULL,
            actor_id TEXT NOT NULL,
            body BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;

        CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            commits BLOB NOT NULL
        ) STRICT;

        CREATE TABLE commands (
            key TEXT PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            stream TEXT NOT NULL,
            first_version INTEGER NOT NULL,
            last_version INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE effects (
            position INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            bundle TEXT,
            state INTEGER NOT NULL,
            owed_at INTEGER NOT NULL,
            not_before INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            note TEXT,
            body BLOB NOT NULL
        ) STRICT;
        CREATE INDEX effects_due ON effects (kind, not_before) WHERE state IN (0, 4);
        CREATE INDEX effects_bundle ON effects (bundle) WHERE state IN (0, 4) AND bundle IS NOT NULL;
        CREATE INDEX effects_unsettled ON effects (state) WHERE state IN (1, 3, 4, 5);

        CREATE TABLE strategies (
            id TEXT PRIMARY KEY,
            municipality TEXT NOT NULL,
            title_bg TEXT NOT NULL,
            title_en TEXT NOT NULL,
            first_year INTEGER NOT NULL,
            last_year INTEGER NOT NULL,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX strategies_municipality ON strategies (municipality, id);

        CREATE TABLE tasks (
            stream INTEGER NOT NULL,
            id TEXT NOT NULL,
            step TEXT NOT NULL,
            institution TEXT NOT NULL,
            title_bg TEXT NOT NULL,
            title_en TEXT NOT NULL,
            state TEXT NOT NULL,
            open INTEGER NOT NULL,
            assigned_on INTEGER NOT NULL,
            due INTEGER NOT NULL,
            closed INTEGER NOT NULL,
            PRIMARY KEY (stream, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE api_keys (
            id TEXT PRIMARY KEY,
            hash TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            municipality TEXT,
            institution TEXT,
            created_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT, WITHOUT ROWID;
        """;

    private const string Requests =
        """
        CREATE TABLE requests (
            key TEXT PRIMARY KEY,
            fingerprint TEXT NOT NULL,
            done INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    // A link is looked up by its hash at every use, and by its bearer each time a mail carries it.
    private const string Access =
        """
        CREATE TABLE links (
            id TEXT PRIMARY KEY,
            hash TEXT NOT NULL UNIQUE,
            bearer TEXT NOT NULL,
            purpose TEXT NOT NULL,
            holder TEXT NOT NULL,
            municipality TEXT,
            strategy TEXT,
            institution TEXT,
            workflow TEXT,
            task TEXT,
            number INTEGER NOT NULL,
            issued_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX links_bearer ON links (bearer);
        CREATE INDEX links_workflow ON links (workflow, task) WHERE workflow IS NOT NULL;

        CREATE TABLE link_uses (
            link TEXT NOT NULL,
            day INTEGER NOT NULL,
            family TEXT NOT NULL,
            act TEXT NOT NULL,
            first_at INTEGER NOT NULL,
            last_at INTEGER NOT NULL,
            times INTEGER NOT NULL,
            PRIMARY KEY (link, day, family, act)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE people (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            language TEXT NOT NULL,
            role TEXT NOT NULL,
            municipality TEXT,
            added_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX people_email ON people (email) WHERE revoked_at IS NULL;

        CREATE TABLE sessions (
            id TEXT PRIMARY KEY,
            hash TEXT NOT NULL UNIQUE,
            person TEXT NOT NULL,
            browser TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            revoked_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sessions_person ON sessions (person);

        CREATE TABLE outbox (
            key TEXT PRIMARY KEY,
            municipality TEXT NOT NULL,
            kind TEXT NOT NULL,
            state INTEGER NOT NULL,
            owed_at INTEGER NOT NULL,
            not_before INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            note TEXT,
            body BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX outbox_due ON outbox (not_before) WHERE state = 0;
        CREATE INDEX outbox_owed_at ON outbox (owed_at);
        """;

    private const string Drafts =
        """
        CREATE TABLE drafts (
            holder TEXT NOT NULL,
            workflow TEXT NOT NULL,
            task TEXT NOT NULL,
            municipality TEXT NOT NULL,
            after INTEGER NOT NULL,
            saved_at INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (holder, workflow, task)
        ) STRICT, WITHOUT ROWID;
        """;

    private const string KeptValues =
        """
        CREATE TABLE kept_values (
            strategy TEXT PRIMARY KEY,
            body BLOB NOT NULL,
            sheets BLOB NOT NULL
        ) STRICT;
        """;
    // Both are in the order of positions for each value, so that lists of the ledger are walked. Nearly all effects are mails: those of other
    // kinds have an index of their own, which a mail does not touch.
    private const string EffectLists =
        """
        DROP INDEX effects_unsettled;
        CREATE INDEX effects_state ON effects (state);
        CREATE INDEX effects_beside_mail ON effects (kind) WHERE kind <> 'send-mail';
        """;
}
