using System.Text.Json.Serialization;

namespace Workflows.Core;

/// <summary>The tenant, such as <c>sevlievo</c>.</summary>
[JsonConverter(typeof(IdJsonConverter<MunicipalityId>))]
public readonly record struct MunicipalityId(string Value) : IId<MunicipalityId>, IComparable<MunicipalityId>
{
    public static MunicipalityId Create(string value) => new(value);

    public static MunicipalityId Parse(string s, IFormatProvider? provider = null) => Id.Parse<MunicipalityId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out MunicipalityId result) => Id.TryParse(s, out result);

    public int CompareTo(MunicipalityId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>Municipality and period, such as <c>sevlievo-2016-2020</c>.</summary>
[JsonConverter(typeof(IdJsonConverter<StrategyId>))]
public readonly record struct StrategyId(string Value) : IId<StrategyId>, IComparable<StrategyId>
{
    public static StrategyId Create(string value) => new(value);

    public static StrategyId Parse(string s, IFormatProvider? provider = null) => Id.Parse<StrategyId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out StrategyId result) => Id.TryParse(s, out result);

    public int CompareTo(StrategyId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>Strategy, workflow and year, such as <c>sevlievo-2016-2020.cycle.2018</c>; known before it is opened, so starting twice is harmless.</summary>
[JsonConverter(typeof(IdJsonConverter<WorkflowId>))]
public readonly record struct WorkflowId(string Value) : IId<WorkflowId>, IComparable<WorkflowId>
{
    public static WorkflowId Create(string value) => new(value);

    public static WorkflowId Parse(string s, IFormatProvider? provider = null) => Id.Parse<WorkflowId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out WorkflowId result) => Id.TryParse(s, out result);

    public int CompareTo(WorkflowId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>The kind of workflow, such as <c>yearly-cycle-sevlievo</c>.</summary>
[JsonConverter(typeof(IdJsonConverter<TemplateId>))]
public readonly record struct TemplateId(string Value) : IId<TemplateId>, IComparable<TemplateId>
{
    public static TemplateId Create(string value) => new(value);

    public static TemplateId Parse(string s, IFormatProvider? provider = null) => Id.Parse<TemplateId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out TemplateId result) => Id.TryParse(s, out result);

    public int CompareTo(TemplateId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>A step within a template.</summary>
[JsonConverter(typeof(IdJsonConverter<StepId>))]
public readonly record struct StepId(string Value) : IId<StepId>, IComparable<StepId>
{
    public static StepId Create(string value) => new(value);

    public static StepId Parse(string s, IFormatProvider? provider = null) => Id.Parse<StepId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out StepId result) => Id.TryParse(s, out result);

    public int CompareTo(StepId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>A task within a workflow: step, subject and round, such as <c>visits.day-centre</c> or <c>report.me-team~2</c>.</summary>
[JsonConverter(typeof(IdJsonConverter<TaskId>))]
public readonly record struct TaskId(string Value) : IId<TaskId>, IComparable<TaskId>
{
    public static TaskId Create(string value) => new(value);

    public static TaskId Parse(string s, IFormatProvider? provider = null) => Id.Parse<TaskId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out TaskId result) => Id.TryParse(s, out result);

    public int CompareTo(TaskId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>An institution within a strategy.</summary>
[JsonConverter(typeof(IdJsonConverter<InstitutionId>))]
public readonly record struct InstitutionId(string Value) : IId<InstitutionId>, IComparable<InstitutionId>
{
    public static InstitutionId Create(string value) => new(value);

    public static InstitutionId Parse(string s, IFormatProvider? provider = null) => Id.Parse<InstitutionId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out InstitutionId result) => Id.TryParse(s, out result);

    public int CompareTo(InstitutionId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>A role within a template and a strategy, such as <c>mayor</c>.</summary>
[JsonConverter(typeof(IdJsonConverter<RoleId>))]
public readonly record struct RoleId(string Value) : IId<RoleId>, IComparable<RoleId>
{
    public static RoleId Create(string value) => new(value);

    public static RoleId Parse(string s, IFormatProvider? provider = null) => Id.Parse<RoleId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out RoleId result) => Id.TryParse(s, out result);

    public int CompareTo(RoleId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>An indicator within a strategy.</summary>
[JsonConverter(typeof(IdJsonConverter<IndicatorId>))]
public readonly record struct IndicatorId(string Value) : IId<IndicatorId>, IComparable<IndicatorId>
{
    public static IndicatorId Create(string value) => new(value);

    public static IndicatorId Parse(string s, IFormatProvider? provider = null) => Id.Parse<IndicatorId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out IndicatorId result) => Id.TryParse(s, out result);

    public int CompareTo(IndicatorId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

/// <summary>A social service within a strategy.</summary>
[JsonConverter(typeof(IdJsonConverter<ServiceId>))]
public readonly record struct ServiceId(string Value) : IId<ServiceId>, IComparable<ServiceId>
{
    public static ServiceId Create(string value) => new(value);

    public static ServiceId Parse(string s, IFormatProvider? provider = null) => Id.Parse<ServiceId>(s);

    public static bool TryParse(string? s, IFormatProvider? provider, out ServiceId result) => Id.TryParse(s, out result);

    public int CompareTo(ServiceId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
