using Workflows.Core;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Storage;

/// <summary>
/// How commits stand in the journal: one after another, each begun by the number of this form. The receipt of a command is not among it.
/// A program that was updated reads what the one before it had journaled when it was stopped, so a changed form has a new number.
/// </summary>
internal static class JournalFormat
{
    private const byte Form = 1;

    public static void Write(BinaryWriter to, JournaledCommit journaled)
    {
        var (commit, hashes) = (journaled.Commit, journaled.Hashes);
        to.Write(Form);
        to.Write(commit.Stream.Value);
        to.Write(commit.Municipality.Value);
        to.Write7BitEncodedInt64(commit.ExpectedVersion);
        to.Write(commit.At.UtcTicks);
        to.Write((byte)commit.Actor.Kind);
        to.Write(commit.Actor.Id);
        to.Write7BitEncodedInt(commit.Events.Count);
        for (var i = 0; i < commit.Events.Count; i++)
            Write(to, commit.Events[i], hashes[i]);
        to.Write7BitEncodedInt(commit.Effects.Count);
        foreach (var effect in commit.Effects)
            Write(to, effect);
        WriteMoment(to, commit.WakeUp);
        JournalRowFormat.Write(to, commit.Listing);
    }

    /// <exception cref="InvalidDataException">A newer program wrote it, or it is damaged.</exception>
    public static JournaledCommit Read(BinaryReader from)
    {
        if (from.ReadByte() is not Form)
            throw new InvalidDataException("A commit in the journal has a form that this program does not know.");
        var stream = new StreamId(from.ReadString());
        var municipality = new MunicipalityId(from.ReadString());
        var version = from.Read7BitEncodedInt64();
        var at = new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero);
        var actor = new Actor((ActorKind)from.ReadByte(), from.ReadString());
        var events = new NewEvent[from.Read7BitEncodedInt()];
        var hashes = new byte[events.Length][];
        for (var i = 0; i < events.Length; i++)
            (events[i], hashes[i]) = ReadEvent(from);
        var effects = new OwedEffect[from.Read7BitEncodedInt()];
        for (var i = 0; i < effects.Length; i++)
            effects[i] = ReadEffect(from);
        return new(
            new(stream, municipality, version, at, actor, events, effects, ReadMoment(from), JournalRowFormat.Read(from), null),
            hashes);
    }

    private static void Write(BinaryWriter to, NewEvent e, byte[] hash)
    {
        to.Write(e.Name);
        to.Write7BitEncodedInt(e.Schema);
        WriteBody(to, e.Body);
        to.Write(hash);
    }

    private static (NewEvent Event, byte[] Hash) ReadEvent(BinaryReader from) =>
        (new(from.ReadString(), from.Read7BitEncodedInt(), ReadBody(from)), from.ReadBytes(HashChain.Size));

    private static void Write(BinaryWriter to, OwedEffect effect)
    {
        to.Write(effect.Key);
        to.Write(effect.Kind);
        WriteText(to, effect.Group);
        to.Write(effect.NotBefore.UtcTicks);
        WriteBody(to, effect.Body);
    }

    private static OwedEffect ReadEffect(BinaryReader from) => new(
        from.ReadString(), from.ReadString(), ReadText(from), new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero), ReadBody(from));

    private static void WriteBody(BinaryWriter to, ReadOnlyMemory<byte> body)
    {
        to.Write7BitEncodedInt(body.Length);
        to.Write(body.Span);
    }

    private static byte[] ReadBody(BinaryReader from) => from.ReadBytes(from.Read7BitEncodedInt());

    private static void WriteText(BinaryWriter to, string? text)
    {
        to.Write(text is not null);
        if (text is not null)
            to.Write(text);
    }

    private static string? ReadText(BinaryReader from) => from.ReadBoolean() ? from.ReadString() : null;

    private static void WriteMoment(BinaryWriter to, DateTimeOffset? moment)
    {
        to.Write(moment is not null);
        if (moment is { } at)
            to.Write(at.UtcTicks);
    }

    private static DateTimeOffset? ReadMoment(BinaryReader from) =>
        from.ReadBoolean() ? new DateTimeOffset(from.ReadInt64(), TimeSpan.Zero) : null;
}
