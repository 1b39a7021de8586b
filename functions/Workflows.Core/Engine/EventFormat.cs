using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Workflows.Core.Ports;
using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>
/// How events and effects are stored: a name, a schema number, and UTF-8 JSON. All three are storage format:
/// changing a shape means a new schema number and an upcast, proved by a golden file (see <c>docs/events.md</c>).
/// </summary>
public static class EventFormat
{
    // Cyrillic is stored as itself, which is a third of its escapes; stored JSON never becomes part of a page.
    private static readonly EngineJson Json = new(new(EngineJson.Default.Options)
    {
        TypeInfoResolver = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly EventNames<WorkflowEvent> WorkflowNames = new EventNames<WorkflowEvent>()
        .With("workflow-opened", Json.WorkflowOpened)
        .With("step-opened", Json.StepOpened)
        .With("task-assigned", Json.TaskAssigned)
        .With("meeting-scheduled", Json.MeetingScheduled)
        .With("answer-submitted", Json.AnswerSubmitted)
        .With("secure-delivery-recorded", Json.SecureDeliveryRecorded)
        .With("answer-accepted", Json.AnswerAccepted)
        .With("answer-returned", Json.AnswerReturned)
        .With("answer-corrected", Json.AnswerCorrected)
        .With("task-extended", Json.TaskExtended)
        .With("task-reassigned", Json.TaskReassigned)
        .With("task-waived", Json.TaskWaived)
        .With("task-withdrawn", Json.TaskWithdrawn)
        .With("task-lapsed", Json.TaskLapsed)
        .With("task-escalated", Json.TaskEscalated)
        .With("deadline-moved", Json.DeadlineMoved)
        .With("step-passed", Json.StepPassed)
        .With("steps-reopened", Json.StepsReopened)
        .With("commented", Json.Commented)
        .With("reminders-due", Json.RemindersDue)
        .With("recommendation-raised", Json.RecommendationRaised)
        .With("recommendation-assigned", Json.RecommendationAssigned)
        .With("recommendation-escalated", Json.RecommendationEscalated)
        .With("recommendation-settled", Json.RecommendationSettled)
        .With("context-changed", Json.ContextChanged)
        .With("workflow-migrated", Json.WorkflowMigrated)
        .With("workflow-suspended", Json.WorkflowSuspended)
        .With("workflow-resumed", Json.WorkflowResumed)
        .With("workflow-completed", Json.WorkflowCompleted)
        .With("workflow-rejected", Json.WorkflowRejected)
        .With("workflow-cancelled", Json.WorkflowCancelled);

    private static readonly EventNames<StrategyEvent> StrategyNames = new EventNames<StrategyEvent>()
        .With("strategy-registered", Json.StrategyRegistered)
        .With("strategy-amended", Json.StrategyAmended)
        .With("workflow-started", Json.WorkflowStarted);

    public static NewEvent Write(WorkflowEvent e) => WorkflowNames.Write(e);

    public static NewEvent Write(StrategyEvent e) => StrategyNames.Write(e);

    /// <exception cref="JsonException">The stored event is none of a workflow, or broken.</exception>
    public static WorkflowEvent ReadWorkflowEvent(StoredEvent stored) => WorkflowNames.Read(stored);

    /// <exception cref="JsonException">The stored event is none of a strategy, or broken.</exception>
    public static StrategyEvent ReadStrategyEvent(StoredEvent stored) => StrategyNames.Read(stored);

    public static ReadOnlyMemory<byte> Write(Effect effect) => JsonSerializer.SerializeToUtf8Bytes(effect, Json.Effect);

    public static Effect ReadEffect(ReadOnlyMemory<byte> body) => JsonSerializer.Deserialize(body.Span, Json.Effect)!;

    /// <summary>The stored name of each kind of event, for the event catalogue.</summary>
    public static IReadOnlyDictionary<string, Type> Names { get; } =
        WorkflowNames.Types.Concat(StrategyNames.Types).ToDictionary(n => n.Key, n => n.Value);

    internal static bool SameSubmission(Submission one, Submission other) => Same(one, other, Json.Submission);

    internal static bool SameContext(WorkflowContext one, WorkflowContext other) => Same(one, other, Json.WorkflowContext);

    internal static bool SameStrategy(Strategies.Strategy one, Strategies.Strategy other) => Same(one, other, Json.Strategy);

    private static bool Same<T>(T one, T other, JsonTypeInfo<T> type) =>
        ReferenceEquals(one, other)
        || JsonSerializer.SerializeToUtf8Bytes(one, type).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(other, type));
}

/// <summary>The names of one kind of stream's events. Every name begins with schema 1.</summary>
internal sealed class EventNames<TEvent>
    where TEvent : class
{
    private const int Schema = 1;
    private readonly Dictionary<Type, (string Name, JsonTypeInfo Info)> _byType = [];
    private readonly Dictionary<string, JsonTypeInfo> _byName = [];

    public IEnumerable<KeyValuePair<string, Type>> Types => _byType.Select(t => KeyValuePair.Create(t.Value.Name, t.Key));

    public EventNames<TEvent> With<T>(string name, JsonTypeInfo<T> info)
        where T : TEvent
    {
        _byType.Add(typeof(T), (name, info));
        _byName.Add(name, info);
        return this;
    }

    public NewEvent Write(TEvent e)
    {
        var (name, info) = _byType[e.GetType()];
        return new(name, Schema, JsonSerializer.SerializeToUtf8Bytes(e, info));
    }

    public TEvent Read(StoredEvent stored) =>
        stored.Schema == Schema && _byName.TryGetValue(stored.Name, out var info)
            ? (TEvent)JsonSerializer.Deserialize(stored.Body.Span, info)!
            : throw new JsonException($"'{stored.Name}' schema {stored.Schema} at {stored.Stream} {stored.Version} is not known to this version of the program.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(KebabCaseEnums)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(WorkflowEvent.WorkflowOpened))]
[JsonSerializable(typeof(WorkflowEvent.StepOpened))]
[JsonSerializable(typeof(WorkflowEvent.TaskAssigned))]
[JsonSerializable(typeof(WorkflowEvent.MeetingScheduled))]
[JsonSerializable(typeof(WorkflowEvent.AnswerSubmitted))]
[JsonSerializable(typeof(WorkflowEvent.SecureDeliveryRecorded))]
[JsonSerializable(typeof(WorkflowEvent.AnswerAccepted))]
[JsonSerializable(typeof(WorkflowEvent.AnswerReturned))]
[JsonSerializable(typeof(WorkflowEvent.AnswerCorrected))]
[JsonSerializable(typeof(WorkflowEvent.TaskExtended))]
[JsonSerializable(typeof(WorkflowEvent.TaskReassigned))]
[JsonSerializable(typeof(WorkflowEvent.TaskWaived))]
[JsonSerializable(typeof(WorkflowEvent.TaskWithdrawn))]
[JsonSerializable(typeof(WorkflowEvent.TaskLapsed))]
[JsonSerializable(typeof(WorkflowEvent.TaskEscalated))]
[JsonSerializable(typeof(WorkflowEvent.DeadlineMoved))]
[JsonSerializable(typeof(WorkflowEvent.StepPassed))]
[JsonSerializable(typeof(WorkflowEvent.StepsReopened))]
[JsonSerializable(typeof(WorkflowEvent.Commented))]
[JsonSerializable(typeof(WorkflowEvent.RemindersDue))]
[JsonSerializable(typeof(WorkflowEvent.RecommendationRaised))]
[JsonSerializable(typeof(WorkflowEvent.RecommendationAssigned))]
[JsonSerializable(typeof(WorkflowEvent.RecommendationEscalated))]
[JsonSerializable(typeof(WorkflowEvent.RecommendationSettled))]
[JsonSerializable(typeof(WorkflowEvent.ContextChanged))]
[JsonSerializable(typeof(WorkflowEvent.WorkflowMigrated))]
[JsonSerializable(typeof(WorkflowEvent.WorkflowSuspended))]
[JsonSerializable(typeof(WorkflowEvent.WorkflowResumed))]
[JsonSerializable(typeof(WorkflowEvent.WorkflowCompleted))]
[JsonSerializable(typeof(WorkflowEvent.WorkflowRejected))]
[JsonSerializable(typeof(WorkflowEvent.WorkflowCancelled))]
[JsonSerializable(typeof(StrategyEvent.StrategyRegistered))]
[JsonSerializable(typeof(StrategyEvent.StrategyAmended))]
[JsonSerializable(typeof(StrategyEvent.WorkflowStarted))]
[JsonSerializable(typeof(Effect))]
[JsonSerializable(typeof(Template))]
[JsonSerializable(typeof(IReadOnlyList<Indicators.Dimension>))]
[JsonSerializable(typeof(IReadOnlyList<Indicators.Indicator>))]
[JsonSerializable(typeof(Passing.Done), TypeInfoPropertyName = "PassingDone")]
[JsonSerializable(typeof(StepKind.Meeting), TypeInfoPropertyName = "MeetingKind")]
[JsonSerializable(typeof(StepKind.Visit), TypeInfoPropertyName = "VisitKind")]
[JsonSerializable(typeof(StepKind.Opinion), TypeInfoPropertyName = "OpinionKind")]
[JsonSerializable(typeof(StepKind.Decision), TypeInfoPropertyName = "DecisionKind")]
[JsonSerializable(typeof(StepKind.Proposals), TypeInfoPropertyName = "ProposalsKind")]
[JsonSerializable(typeof(StepKind.Evaluation), TypeInfoPropertyName = "EvaluationKind")]
internal sealed partial class EngineJson : JsonSerializerContext;

/// <summary>Enum values are written as people write them: <c>with-remarks</c>.</summary>
public sealed class KebabCaseEnums() : JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
