using System.Text.Json;
using Workflows.SelfHost.Storage;
using Workflows.SelfHost.Tests.Storage;
using Workflows.Web.Files;

namespace Workflows.SelfHost.Tests.CommandLine;

public sealed class CommandLineTests
{
    private static string Shipped(string file) => Path.Combine(TemplateLibrary.DefaultDirectory, file);

    [Theory]
    [InlineData("serve")]
    [InlineData("simulate")]
    [InlineData("templates", "check")]
    [InlineData("calendar")]
    [InlineData("deadline")]
    [InlineData("verify")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("keys", "add")]
    public async Task Every_command_helps_with_an_example_and_the_exit_codes(params string[] command)
    {
        var help = await TheProgram.Run([.. command, "--help"]);

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Examples:", help.Output, StringComparison.Ordinal);
        Assert.Contains(string.Join(' ', command), help.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", help.Output, StringComparison.Ordinal);
        Assert.Contains($"workflows {string.Join(' ', command)}", help.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SelfHost", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_lists_its_commands()
    {
        var help = await TheProgram.Run("--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(
            ["serve", "simulate", "templates", "calendar", "deadline", "verify", "backup", "restore", "export", "import", "keys"],
            command => Assert.Contains($"  {command} ", help.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no command", "dance")]
    [InlineData("unknown option", "verify", "--quickly")]
    [InlineData("no such file", "simulate", "missing.yaml")]
    [InlineData("no copies", "simulate", "missing.yaml", "--copies", "0")]
    [InlineData("not a number", "simulate", "missing.yaml", "--copies", "many")]
    [InlineData("year without a law", "calendar", "1989")]
    [InlineData("not a year", "calendar", "soon")]
    [InlineData("not a rule", "deadline", "some day", "--from", "2026-03-03")]
    [InlineData("not a day", "deadline", "03-31", "--from", "yesterday")]
    [InlineData("no day", "deadline", "03-31")]
    [InlineData("beyond the calendar", "deadline", "365 working days after opening", "--from", "2098-12-30")]
    [InlineData("nothing to verify", "verify", "--data", "no-such-directory")]
    [InlineData("nothing to back up", "backup", "never.zip", "--data", "no-such-directory")]
    [InlineData("no backup", "restore", "missing.zip", "--data", "no-such-directory")]
    [InlineData("nothing to export", "export", "never.zip", "--municipality", "sevlievo", "--data", "no-such-directory")]
    [InlineData("nobody to export", "export", "never.zip")]
    [InlineData("not a municipality", "export", "never.zip", "--municipality", "Севлиево")]
    [InlineData("no export", "import", "missing.zip", "--data", "no-such-directory")]
    [InlineData("no export to verify", "verify", "missing.zip")]
    [InlineData("no file to check", "templates", "check", "missing.yaml")]
    [InlineData("role that is none", "keys", "add", "--name", "x", "--role", "king")]
    [InlineData("clock that is none", "serve", "--clock", "2018-02-30")]
    [InlineData("address that is none", "serve", "--urls", "nowhere", "--data", "never-made")]
    public async Task Bad_input_ends_with_two_and_a_message_and_no_stack_trace(string what, params string[] arguments)
    {
        var ended = await TheProgram.Run(arguments);

        Assert.True(ended.ExitCode == 2, $"{what}: {ended}");
        Assert.NotEmpty(ended.Error.Trim());
        Assert.DoesNotContain("   at ", ended.Error + ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ended.Error + ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_wrong_is_named_with_what_to_write_instead()
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory["workflows.json"], """{"Workflows": {"Mail": {"Smtp": {"Host": "mail", "Port": "lots"}, "Form": "x@y.bg"}}}""");
        using var process = TheProgram.Start(directory.Root, "serve");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("Workflows:Mail:Smtp:Port is 'lots': write a whole number from 1 to 65535.", error, StringComparison.Ordinal);
        Assert.Contains("Workflows:Mail:Form is no setting: did you mean 'Mail:From'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_is_JSON_sorted_by_date()
    {
        var ended = await TheProgram.Run("calendar", "2026", "--json");

        var days = JsonDocument.Parse(ended.Output).RootElement.EnumerateArray().Select(d => d.GetProperty("date").GetString()!).ToList();
        Assert.Equal(days.Order(StringComparer.Ordinal), days);
        Assert.Contains("2026-03-03", days);
        Assert.Contains("""{"date":"2026-04-10","bg":"Велики петък","en":"Good Friday"}""", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_is_explained_in_both_languages()
    {
        var ended = await TheProgram.Run("deadline", "10 working days after opening", "--from", "2026-03-03");

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal(
            [
                "2026-03-17",
                "вторник, 17 март 2026 г.: 10 работни дни след 3 март 2026 г. (откриване); без 7–8 март (събота и неделя), 14–15 март (събота и неделя)",
                "Tuesday, 17 March 2026: 10 working days after 3 March 2026 (opening); skipped 7–8 March weekend, 14–15 March weekend",
            ],
            ended.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_template_is_checked_and_a_fault_is_shown_with_its_place()
    {
        using var directory = new TemporaryDirectory();
        var text = await File.ReadAllTextAsync(Shipped("service-decision.yaml"));
        await File.WriteAllTextAsync(directory["broken.yaml"], text.Replace("kind: opinion", "kind: opinon", StringComparison.Ordinal));

        var right = await TheProgram.Run("templates", "check", Shipped("service-decision.yaml"), Shipped("strategies/sevlievo-2016-2020.yaml"));
        var wrong = await TheProgram.Run("templates", "check", directory["broken.yaml"]);

        Assert.Equal((0, 1), (right.ExitCode, wrong.ExitCode));
        Assert.Contains("broken.yaml:46:", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'opinion'?", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_simulation_ends_with_one_line_of_numbers_and_can_be_verified_backed_up_and_restored()
    {
        using var directory = new TemporaryDirectory();
        var played = await TheProgram.Run(
            "simulate", Shipped("strategies/balchik-2011-2015.yaml"), "--seed", "7", "--data", directory["data"], "--json");
        var verified = await TheProgram.Run("verify", "--data", directory["data"]);
        var backedUp = await TheProgram.Run("backup", directory["backup.zip"], "--data", directory["data"]);
        var restored = await TheProgram.Run("restore", directory["backup.zip"], "--data", directory["again"]);
        var verifiedAgain = await TheProgram.Run("verify", "--data", directory["again"]);
        var refused = await TheProgram.Run("simulate", Shipped("strategies/balchik-2011-2015.yaml"), "--data", directory["data"]);

        Assert.Equal([0, 0, 0, 0, 0, 2], new[] { played, verified, backedUp, restored, verifiedAgain, refused }.Select(e => e.ExitCode));
        var numbers = JsonDocument.Parse(played.Output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal(
            [
                "strategy", "copies", "cyclesCompleted", "tasks", "mails", "meetingsHeld", "councilDecisions", "finalEvaluations", "overdue", "waived",
                "commits", "events", "effects", "storedBytes", "streamsHash", "seconds", "peakMegabytes",
            ],
            numbers.EnumerateObject().Select(p => p.Name));
        Assert.Equal("balchik-2011-2015", numbers.GetProperty("strategy").GetString());
        Assert.Equal(5, numbers.GetProperty("cyclesCompleted").GetInt32());
    }

    [Fact]
    public async Task Keys_are_added_listed_and_revoked()
    {
        using var directory = new TemporaryDirectory();
        Assert.True(SqliteDatabase.TryOpen(directory.Data, out var database, out _));
        database.Dispose();

        var added = await TheProgram.Run(
            "keys", "add", "--name", "M&E team", "--role", "coordinator", "--municipality", "sevlievo", "--data", directory.Data.Root);
        var id = added.Output.Split(' ')[0];
        var revoked = await TheProgram.Run("keys", "revoke", id, "--data", directory.Data.Root);
        var again = await TheProgram.Run("keys", "revoke", id, "--data", directory.Data.Root);
        var listed = await TheProgram.Run("keys", "list", "--data", directory.Data.Root);
        var unscoped = await TheProgram.Run("keys", "add", "--name", "x", "--role", "coordinator", "--data", directory.Data.Root);

        Assert.Equal([0, 0, 2, 0, 2], new[] { added, revoked, again, listed, unscoped }.Select(e => e.ExitCode));
        Assert.Contains("wf_", added.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("wf_", listed.Output, StringComparison.Ordinal);
        Assert.Matches($"{id}  coordinator  sevlievo  -  revoked .*  M&E team", listed.Output);
    }
}
