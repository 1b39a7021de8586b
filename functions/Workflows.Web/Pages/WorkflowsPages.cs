using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Web.Access;
using Workflows.Web.Mail;
using Workflows.Web.Pages.Administration;
using Workflows.Web.Pages.Answers;
using Workflows.Web.Pages.Board;
using Workflows.Web.Pages.Cycles;
using Workflows.Web.Pages.Demo;
using Workflows.Web.Pages.Home;
using Workflows.Web.Pages.Indicators;
using Workflows.Web.Pages.Institutions;
using Workflows.Web.Pages.Layout;
using Workflows.Web.Pages.Links;
using Workflows.Web.Pages.MailFolder;
using Workflows.Web.Pages.Previews;
using Workflows.Web.Pages.Public;
using Workflows.Web.Pages.SignIn;
using Workflows.Web.Pages.Strategies;
using Workflows.Web.Pages.Tasks;
using Workflows.Web.Pages.Templates;
using Workflows.Web.Transfer;

namespace Workflows.Web.Pages;

/// <summary>The pages for people. Every feature maps its own in its folder.</summary>
internal static class WorkflowsPages
{
    private static readonly string[] Others = ["/api", "/health", "/openapi"];

    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Letters as they are: written as numbers, Bulgarian would take six times the room.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "workflows-form";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
            // Over https it travels over https alone; a server without a certificate serves its own network.
            antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddScoped<PageContext>();
        services.TryAddSingleton(new PageLimits());
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy<string, SignInLimit>(PageLimits.SignIns);
            limiter.AddPolicy<string, LinkLimit>(PageLimits.Links);
        });
        services.AddSingleton<Sessions>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<LinkEntry>();
        services.AddScoped<TaskDoor>();
        services.AddScoped<AnswerDesk>();
        services.AddSingleton<EarlierAnswers>();
        services.AddSingleton<SampleMails>();
        services.AddScoped<SubjectFinder>();
        services.AddScoped<LinkSubjects>();
        services.AddSingleton<BoardReader>();
        services.AddSingleton<TimelineReader>();
        services.AddSingleton<LinkBook>();
        services.AddSingleton<Export>();
        services.AddSingleton<PublishedRecords>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder()
            .AddPolicy(PagePolicies.SignedIn, Rights.Policy(Right.Answer, SessionAuthentication.SchemeName))
            .AddPolicy(PagePolicies.Coordinates, Rights.Policy(Right.Coordinate, SessionAuthentication.SchemeName))
            .AddPolicy(PagePolicies.Administers, Rights.Policy(Right.Administer, SessionAuthentication.SchemeName));
    }

    public static bool IsPage(HttpContext context) => !Others.Any(other => context.Request.Path.StartsWithSegments(other));

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        Asset.Map(endpoints);
        var pages = endpoints.MapGroup("").ExcludeFromDescription().AddEndpointFilter(new FormGuard(endpoints.ServiceProvider.GetRequiredService<IAntiforgery>()));
        pages.MapHome();
        pages.MapSignIn();
        pages.MapOpenIdSignIn();
        pages.MapAccount();
        pages.MapTasks();
        pages.MapRenewal();
        pages.MapFeed();
        pages.MapPreview();
        pages.MapBoard();
        pages.MapStrategies();
        pages.MapIndicators();
        pages.MapCycles();
        pages.MapTemplates();
        pages.MapAdministration();
        pages.MapMailFolder();
        pages.MapDemo();
        pages.MapPublic();
    }


    /// <summary>No form is read that this site did not show to this browser.</summary>
    private sealed class FormGuard(IAntiforgery antiforgery) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var http = context.HttpContext;
            var problem = StatusCodes.Status400BadRequest;
            try
            {
                if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || await antiforgery.IsRequestValidAsync(http))
                    return await next(context);
            }
            catch (AntiforgeryValidationException unreadable)
            {
                // A form that is too large, or broken off on its way.
                problem = (unreadable.InnerException as BadHttpRequestException)?.StatusCode ?? problem;
            }

            return PageResult.Of<ProblemPage>(problem, problem);
        }
    }
}

/// <summary>Who may open a page; whose things it shows is up to <see cref="Reach"/>.</summary>
internal static class PagePolicies
{
    public const string SignedIn = "workflows-page";
    public const string Coordinates = "workflows-page-coordinates";
    public const string Administers = "workflows-page-administers";
}
