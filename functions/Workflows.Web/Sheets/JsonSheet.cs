using System.Text.Json;
using Workflows.Core.Engine;
using Workflows.Core.Indicators;
using Workflows.Web.Api;

namespace Workflows.Web.Sheets;

/// <summary>A sheet of values as JSON: what it is for, what it asks for, and what was filled in.</summary>
/// <param name="Sheet">Workflow and task.</param>
/// <param name="Asked">The indicators; not read when the sheet comes back.</param>
/// <param name="Values">Each cell once.</param>
public sealed record JsonSheet(
    string Sheet, IReadOnlyList<Indicator>? Asked, IReadOnlyList<IndicatorValue> Values, IReadOnlyList<Difference> Differences)
{
    internal static byte[] Write(SheetLayout layout, Answer.Values? answer) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonSheet(layout.Id, layout.Owed, answer?.Cells ?? [], answer?.Differences ?? []), ApiJson.Options);

    internal static SheetResult<Answer.Values> Read(SheetLayout layout, ReadOnlyMemory<byte> file)
    {
        if (file.Length > SheetLimits.File)
            return SheetFault.OfFile("File_TooLarge", SheetLimits.FileMegabytes).Refusing<Answer.Values>();
        try
        {
            BodyLimits.Check(file.Span);
            var sheet = JsonSerializer.Deserialize<JsonSheet>(file.Span, ApiJson.Options) ?? throw new JsonException();
            return sheet.Sheet == layout.Id
                ? new(new Answer.Values(sheet.Values, sheet.Differences), [])
                : SheetFault.OfFile("Sheet_Other", sheet.Sheet, layout.Id).Refusing<Answer.Values>();
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException or RequestRefused)
        {
            return SheetFault.OfFile("File_NotJson", broken.Message).Refusing<Answer.Values>();
        }
    }
}
