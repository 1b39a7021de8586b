using Workflows.Core.Ports;

namespace Workflows.Web.Operations;

/// <summary>What went wrong in the background, most often the same thing many times.</summary>
/// <param name="Work">The loop or activity, by its name in the program.</param>
/// <param name="Stream">What it was at; null when it broke off as a whole.</param>
/// <param name="Error">Kind and message of the error, without addresses of people.</param>
public sealed record FailedPiece(string Work, StreamId? Stream, string Error, DateTimeOffset First, DateTimeOffset Last, int Times);

/// <summary>The last failures of background work, for an administrator to see; kept in memory, while the log keeps all of them.</summary>
public sealed class FailedWork(TimeProvider time)
{
    private const int Kept = 100;
    private const int LongestMessage = 500;

    private readonly Lock _lock = new();
    private readonly List<FailedPiece> _pieces = [];

    public void Record(string work, StreamId? stream, Exception failure) => Record(work, stream, $"{failure.GetType().Name}: {failure.GetBaseException().Message}");

    public void Record(string work, StreamId? stream, string error)
    {
        var text = Addresses.Removed(error);
        text = text.Length > LongestMessage ? text[..LongestMessage] : text;
        var now = time.GetUtcNow();
        lock (_lock)
        {
            var known = _pieces.FindIndex(p => p.Work == work && p.Stream == stream && p.Error == text);
            var piece = known < 0 ? new(work, stream, text, now, now, 1) : _pieces[known] with { Last = now, Times = _pieces[known].Times + 1 };
            if (known >= 0)
                _pieces.RemoveAt(known);
            else if (_pieces.Count == Kept)
                _pieces.RemoveAt(0);
            _pieces.Add(piece);
        }
    }

    /// <summary>Latest first.</summary>
    public IReadOnlyList<FailedPiece> Latest()
    {
        lock (_lock)
            return [.. Enumerable.Reverse(_pieces)];
    }

    /// <summary>The latest in one stream, or null.</summary>
    public FailedPiece? LatestIn(StreamId stream)
    {
        lock (_lock)
            return _pieces.FindLast(p => p.Stream == stream);
    }
}
