using System.Text.Json.Serialization;
using Workflows.Core.Calendar;
using Workflows.Core.Ports;

namespace Workflows.Core.Engine;

/// <summary>What an institution answers: the answer its step's kind asks for, further fields, and evidence.</summary>
/// <param name="Fields">By field id, in the form of the field's type: numbers with a point, dates as yyyy-MM-dd, yes or no.</param>
/// <param name="SecureDelivery">Number and time of the same answer in the state's secure delivery service, where it was sent there too.</param>
public sealed record Submission(
    Answer Answer,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<Evidence> Evidence,
    string? SecureDelivery = null);

/// <param name="Id">Of the step's evidence list.</param>
public sealed record Evidence(string Id, DocumentRef Document);

/// <summary>A document in the store, under the name it was handed in with.</summary>
public sealed record DocumentRef(DocumentHash Hash, string Name, long Size);

/// <summary>A submission as it was received.</summary>
/// <param name="Number">1 for the task's first.</param>
/// <param name="At">In UTC.</param>
/// <param name="Standing">In time, late or past closing, by the civil date in Sofia.</param>
/// <param name="SentToo">Number and time in the state's secure delivery service, where that became known after the answer.</param>
public sealed record Received(int Number, DateTimeOffset At, Actor By, DeadlineStanding Standing, Submission Submission, string? SentToo = null)
{
    /// <summary>As it was recorded last.</summary>
    [JsonIgnore]
    public string? SecureDelivery => SentToo ?? Submission.SecureDelivery;
}
