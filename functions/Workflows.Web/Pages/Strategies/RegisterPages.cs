using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Strategies;
using Workflows.Web.Api;
using Workflows.Web.Files;
using Workflows.Web.Pages.Forms;
using Workflows.Web.Pages.Refused;

namespace Workflows.Web.Pages.Strategies;

/// <summary>A strategy comes as a file: a new one is registered, and a changed one amends the one that there is.</summary>
internal static class RegisterPages
{
    /// <summary>In bytes; the longest shipped strategy has a tenth of it.</summary>
    private const long LongestFile = 1024 * 1024;

    public static void MapRegister(this IEndpointRouteBuilder strategies)
    {
        strategies.MapMethods("/new", Looking.Methods, () => PageResult.Of<RegisterPage>(new RegisterModel(null, FormKeys.New(), [])));
        strategies.MapPost("/new", Register);
        strategies.MapMethods("/{id}/amend", Looking.Methods, AmendForm);
        strategies.MapPost("/{id}/amend", Amend);
    }

    private static async Task<IResult> Register(PostedForm form, TemplateLibrary library, StrategyCommands commands, PageContext page, HttpContext http)
    {
        var model = new RegisterModel(null, form.State.Keyed(), []);
        var (strategy, said, faults) = await Read(form, library, page, http);
        if (strategy is null)
            return PageResult.Wrong<RegisterPage>(model with { Faults = faults });
        if (!page.Caller!.Sees(strategy.Municipality.Id))
        {
            model.Form.Wrong("file", Text(page, "Wrong_Municipality"));
            return PageResult.Wrong<RegisterPage>(model);
        }

        return await commands.Run(page.Caller, strategy.Id, new StrategyCommand.Register(strategy), FormKeys.Of(page.Caller, "/strategies/new", model.Form, said), http.RequestAborted) switch
        {
            RunResult<StrategyState, StrategyEvent>.Refused refused => Refused(model, refused.Rejection, page),
            _ => PageResult.See($"/strategies/{strategy.Id}?done=Registered"),
        };
    }

    /// <param name="decision">Known where one comes from the register of recommendations.</param>
    private static async Task<IResult> AmendForm(StrategyId id, string? decision, StrategyCommands commands, PageContext page, HttpContext http)
    {
        if (await commands.Find(page.Caller!, id, http.RequestAborted) is not { } found)
            return PageResult.NotFound;
        var form = FormKeys.New();
        form["decision"] = decision ?? "";
        return PageResult.Of<RegisterPage>(new RegisterModel(found.Strategy, form, []));
    }

    private static async Task<IResult> Amend(StrategyId id, PostedForm form, TemplateLibrary library, StrategyCommands commands, PageContext page, HttpContext http)
    {
        if (await commands.Find(page.Caller!, id, http.RequestAborted) is not { } found)
            return PageResult.NotFound;
        var model = new RegisterModel(found.Strategy, form.State.Keyed(), []);
        if (model.Form["reason"].Length is 0 or > 2000)
            model.Form.Wrong("reason", Text(page, "Missing_Reason"));
        var (strategy, said, faults) = await Read(form, library, page, http);
        if (strategy is null || !model.Form.IsValid)
            return PageResult.Wrong<RegisterPage>(model with { Faults = faults });
        var command = new StrategyCommand.Amend(strategy, model.Form["reason"], model.Form["decision"] is { Length: > 0 } decision ? decision : null);
        return await commands.Run(page.Caller!, id, command, FormKeys.Of(page.Caller!, $"/strategies/{id}/amend", model.Form, [.. said, command.Reason, command.Decision ?? ""]), http.RequestAborted) switch
        {
            RunResult<StrategyState, StrategyEvent>.Refused refused => Refused(model, refused.Rejection, page),
            _ => PageResult.See($"/strategies/{id}?done=Amended"),
        };
    }

    private static async ValueTask<(Strategy? Strategy, IReadOnlyList<string> Said, IReadOnlyList<ProblemError> Faults)> Read(
        PostedForm form, TemplateLibrary library, PageContext page, HttpContext http)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            form.State.Wrong("file", Text(page, "Missing_File"));
            return (null, [], []);
        }

        if (file.Length > LongestFile)
        {
            form.State.Wrong("file", Text(page, "Wrong_Size"));
            return (null, [], []);
        }

        int? firstYear = null;
        if (form.State["firstYear"] is { Length: > 0 } typed)
        {
            if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1000 or > 9999)
            {
                form.State.Wrong("firstYear", Text(page, "Wrong_Year"));
                return (null, [], []);
            }

            firstYear = year;
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, http.RequestAborted);
        var bytes = content.ToArray();
        var (strategy, problem) = new StrategyText(bytes).Read(library, firstYear);
        return strategy is null
            ? (null, [], problem!.Value.Errors!)
            : (strategy, [Convert.ToHexStringLower(SHA256.HashData(bytes)), $"{firstYear}"], []);
    }

    private static IResult Refused(RegisterModel model, Rejection rejection, PageContext page)
    {
        model.Form.Wrong(rejection.Code == "reason.missing" ? "reason" : "file", RefusedText.In(page.Language, rejection));
        return PageResult.Wrong<RegisterPage>(model);
    }

    private static string Text(PageContext page, string key) => Texts.In<StrategiesText>(page.Language, key);
}

/// <param name="Amended">The strategy that is amended; null for a new one.</param>
/// <param name="Faults">What is wrong in the file.</param>
public sealed record RegisterModel(Strategy? Amended, FormState Form, IReadOnlyList<ProblemError> Faults);
