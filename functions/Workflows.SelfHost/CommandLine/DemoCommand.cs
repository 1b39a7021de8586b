using System.CommandLine;
using Workflows.SelfHost.Hosting;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;

namespace Workflows.SelfHost.CommandLine;

/// <summary><c>demo</c>: two invented municipalities to click through, made anew at every start.</summary>
internal static class DemoCommand
{
    private const string DefaultData = "demo-data";

    /// <summary>Lies in a directory that a demo may throw away.</summary>
    private const string Marker = "demo";

    public static Command Create()
    {
        var data = new Option<DirectoryInfo?>("--data") { Description = $"Where the demo keeps its data; emptied at every start. Default: ./{DefaultData}." };
        var urls = new Option<string>("--urls") { Description = "Where to listen.", HelpName = "http://…", DefaultValueFactory = _ => HostSettings.DefaultUrls };
        var command = new ExampledCommand(
            "demo",
            "Fills two invented municipalities by simulation and serves them, with a door for each kind of user and the mails that were written.",
            "demo",
            "demo --urls http://localhost:8080 --data /tmp/demo")
        {
            data, urls,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var root = new DataDirectory(parsed.GetValue(data)?.FullName ?? DefaultData);
            var options = new ServeOptions(root.Root, parsed.GetValue(urls), null, null, NoStrategy: true, Demo.Today);
            var settings = HostSettings.OfDemo(root, options.Urls!);
            Empty(root);
            await output.WriteLineAsync("Ten years of two municipalities are being played…");
            var library = TemplateLibrary.Load();
            var visitors = await Demo.Fill(
                root, settings.PickupFolder, settings.Mail.Site, library.Value ?? throw new BadInputException(string.Join(Environment.NewLine, library.Faults)), cancellation);
            await Server.Run(options with { Demo = visitors }, output, cancellation);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Empty(DataDirectory data)
    {
        var marker = Path.Combine(data.Root, Marker);
        if (!data.IsEmpty && !File.Exists(marker))
            throw new BadInputException($"{data.Root} holds something that no demo made. Name another directory with --data.");
        if (Directory.Exists(data.Root))
        {
            using (var held = data.TryLock() ?? throw new BadInputException($"A demo is running in {data.Root} already."))
            {
                foreach (var directory in Directory.GetDirectories(data.Root))
                    Directory.Delete(directory, recursive: true);
                // The marker stays until the last, so that a demo that was killed here is taken up again.
                foreach (var file in Directory.GetFiles(data.Root).Where(f => f != marker && f != held.Name))
                    File.Delete(file);
            }
        }

        Directory.CreateDirectory(data.Root);
        File.WriteAllText(marker, "This directory belongs to the command demo, which empties it at every start.\n");
    }
}
