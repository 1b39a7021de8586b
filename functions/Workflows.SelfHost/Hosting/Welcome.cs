using Workflows.Core;
using Workflows.Core.Calendar;
using Workflows.Web.Pages.Demo;

namespace Workflows.SelfHost.Hosting;

/// <summary>What is said when the server is ready.</summary>
/// <param name="Strategy">One to begin with, if there is any.</param>
/// <param name="Registered">Whether this start registered it.</param>
/// <param name="Link">By which the first administrator signs in; null when there is somebody who may.</param>
/// <param name="Key">The first administrator's key, shown this once; null when there were keys before.</param>
internal sealed record Welcome(StrategyId? Strategy, bool Registered, string? Key, Uri? Link)
{
    public void Print(TextWriter output, IEnumerable<string> urls, HostSettings settings, DateTimeOffset now, bool isVirtual)
    {
        var url = urls.Order(StringComparer.Ordinal).FirstOrDefault() ?? HostSettings.DefaultUrls;
        output.WriteLine();
        output.WriteLine($"Workflows is ready at {string.Join(" and ", urls)}");
        output.WriteLine($"  data   {settings.Data.Root}");
        output.WriteLine($"  mail   {(settings.Smtp is { } smtp ? $"through {smtp.Host}:{smtp.Port}" : $"as .eml files in {Path.GetFullPath(settings.PickupFolder)}")}");
        if (isVirtual)
            output.WriteLine($"  clock  virtual, began on {CivilDate.Format(CivilTime.DateOf(now), Language.En, DateStyle.Weekday)}; every answer says so");
        if (Registered)
            output.WriteLine($"  strategy {Strategy} was registered, from the file shipped with the program unless you named another");
        if (Key is not null)
        {
            output.WriteLine();
            output.WriteLine($"Administrator key, shown this once: {Key}");
        }

        if (Link is not null)
            output.WriteLine($"{(Key is null ? Environment.NewLine : "")}Administrator's sign-in, once and within a day: {LinkAt(url, settings)}");
        output.WriteLine();
        output.WriteLine("Try next:");
        output.WriteLine($"  curl -H \"Authorization: Bearer {Key ?? "YOUR-KEY"}\" {url}/api/{(Strategy is { } id ? $"strategies/{id}" : "strategies")}");
        output.WriteLine($"  every endpoint: {url}/openapi/v1.json");
        output.WriteLine();
        output.Flush();
    }

    public void PrintDemo(TextWriter output, IEnumerable<string> urls, HostSettings settings, DemoVisitors demo, DateTimeOffset now)
    {
        var url = urls.Order(StringComparer.Ordinal).First().TrimEnd('/');
        output.WriteLine();
        output.WriteLine($"The demo is ready at {url}/demo");
        output.WriteLine($"  clock  virtual, began on {CivilDate.Format(CivilTime.DateOf(now), Language.En, DateStyle.Weekday)}");
        output.WriteLine($"  data   {settings.Data.Root}, made anew at every start");
        output.WriteLine($"  key    {Key}");
        output.WriteLine();
        output.WriteLine("Look around as:");
        foreach (var visitor in demo.All)
            output.WriteLine($"  {visitor.Name.En}: {url}{visitor.Address}");
        output.WriteLine();
        output.WriteLine($"The mails that were written: {url}/mail");
        output.WriteLine($"What anybody may read: {url}/public");
        output.WriteLine();
        output.Flush();
    }

    /// <summary>Without a site of its own the program is reached where it listens.</summary>
    private string LinkAt(string url, HostSettings settings) =>
        settings.HasSite ? Link!.AbsoluteUri : $"{url.TrimEnd('/')}{Link!.AbsolutePath}";
}
