using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Workflows.Web.Api;

/// <summary>
/// The one place where codes become HTTP statuses. A code that is not listed is something wrong with the content of a request that could
/// be read: 422.
/// </summary>
internal static class ProblemStatus
{
    private static readonly FrozenDictionary<string, int> ByCode = new (int Status, string[] Codes)[]
    {
        (StatusCodes.Status400BadRequest,
        [
            "request.malformed", "request.parameter", "request.header", "page.limit", "page.after", "idempotency.key",
            "json.malformed", "json.missing", "json.unknown-property", "json.type", "json.null", "json.kind",
        ]),
        (StatusCodes.Status401Unauthorized, ["key.missing", "key.invalid"]),
        (StatusCodes.Status403Forbidden, ["actor.forbidden"]),
        (StatusCodes.Status404NotFound,
        [
            "route.unknown", "strategy.unknown", "workflow.unknown", "task.unknown", "task.foreign", "step.unknown", "template.unknown",
            "recommendation.unknown", "indicator.unknown", "municipality.unknown", "document.not-found", "mail.unknown", "key.unknown", "cycle.unknown",
            "cycle.outside-period", "report.outside-period", "report.no-next-year", "calendar.year",
        ]),
        (StatusCodes.Status405MethodNotAllowed, ["method.not-allowed"]),
        (StatusCodes.Status409Conflict,
        [
            "strategy.exists", "orchestration.state", "workflow.ended", "workflow.suspended", "workflow.not-suspended", "task.closed", "task.finished",
            "task.nothing-submitted", "task.not-accepted", "answer.unchanged", "answer.outcome-fixed", "step.passed", "step.not-open",
            "template.older", "key.exists", "mail.sent", "recommendation.closed",
        ]),
        (StatusCodes.Status413PayloadTooLarge, ["body.too-large", "document.too-large"]),
        (StatusCodes.Status415UnsupportedMediaType, ["media-type.unsupported"]),
        (StatusCodes.Status500InternalServerError, ["server.error"]),
        (StatusCodes.Status503ServiceUnavailable, ["store.unavailable"]),
    }.SelectMany(group => group.Codes.Select(code => (code, group.Status))).ToFrozenDictionary(pair => pair.code, pair => pair.Status);

    public static int Of(string code) => ByCode.GetValueOrDefault(code, StatusCodes.Status422UnprocessableEntity);
}
