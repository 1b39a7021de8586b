using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Workflows.Core;
using Workflows.Web.Files;

namespace Workflows.Web.Api;

/// <summary>What went wrong, as RFC 9457 says it.</summary>
/// <param name="Type">Always <c>about:blank</c>: <paramref name="Code"/> tells problems apart.</param>
/// <param name="Title">The phrase of the status.</param>
/// <param name="Status">The same as the response's.</param>
/// <param name="Code">Stable and dotted, such as <c>task.closed</c>.</param>
/// <param name="Detail">What happened and what to do, in English.</param>
/// <param name="Data">Names the things involved.</param>
/// <param name="Errors">Each fault with its place, when a file or body has several.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Code,
    string Detail,
    IReadOnlyDictionary<string, string>? Data,
    IReadOnlyList<ProblemError>? Errors)
{
    public const string MediaType = "application/problem+json";

    public static Problem Of(Rejection rejection, IReadOnlyList<ProblemError>? errors = null)
    {
        var status = ProblemStatus.Of(rejection.Code);
        return new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, rejection.Code, rejection.Message, rejection.Data, errors);
    }
}

/// <param name="File">The file, or <c>body</c>.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 1.</param>
/// <param name="Key">The keys that lead to the place.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record ProblemError(string File, int Line, int Column, string Key, string Message)
{
    public static ProblemError Of(FileFault fault) => new(fault.File, fault.Line, fault.Column, fault.Key, fault.Message);
}

/// <summary>Answers a request with a problem.</summary>
public sealed class ProblemResult(Rejection rejection, IReadOnlyList<ProblemError>? errors = null)
    : IResult, IStatusCodeHttpResult, IValueHttpResult<Problem>, IContentTypeHttpResult
{
    public Problem Value { get; } = Problem.Of(rejection, errors);

    public int? StatusCode => Value.Status;

    public string ContentType => Problem.MediaType;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Value.Status;
        return httpContext.Response.WriteAsJsonAsync(Value, ApiJson.Options, Problem.MediaType, httpContext.RequestAborted);
    }
}

/// <summary>
/// Ends the reading of a request that cannot be understood, or whose key was used for another; <see cref="ApiErrors"/> answers with the
/// problem. Only for what is found while parameters are bound or a body is read, where the framework knows no other way.
/// </summary>
internal sealed class RequestRefused(Rejection rejection, IReadOnlyList<ProblemError>? errors = null) : Exception(rejection.Message)
{
    public ProblemResult Result { get; } = new(rejection, errors);
}
