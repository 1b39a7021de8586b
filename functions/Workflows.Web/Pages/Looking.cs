using Microsoft.AspNetCore.Http;

namespace Workflows.Web.Pages;

/// <summary>
/// How a page is asked for that changes nothing: scanners ask with HEAD before GET. Each route names it in its own call of <c>MapMethods</c>,
/// since the handlers' code is generated where the call can be seen, not at the start of the program.
/// </summary>
internal static class Looking
{
    public static string[] Methods { get; } = [HttpMethods.Get, HttpMethods.Head];
}
