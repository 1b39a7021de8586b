using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workflows.SelfHost.Tests.Storage;

namespace Workflows.SelfHost.Tests.Hosting;

public sealed class FirstMailsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task GivenADataDirectoryNamedRelatively_WhenTheServerStarts_ThenEveryMailOwedBecomesAFile()
    {
        // The server runs in the folder for temporary files.
        using var server = await ServerProcess.Start(Path.GetRelativePath(Path.GetTempPath(), _directory.Data.Root));
        using var http = server.Client(server.Key!);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (await Mails(http, "state=sent") == 0 || await Mails(http, "state=owed") + await Mails(http, "state=sending") > 0)
            await Task.Delay(100, patience.Token);

        var files = Directory.GetFiles(Path.Combine(_directory.Data.Root, "mail"), "*.eml");
        // One for each contact of an institution, which has at least one.
        Assert.InRange(files.Length, await Mails(http, "limit=200"), int.MaxValue);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<int> Mails(HttpClient http, string query) =>
        (await http.GetFromJsonAsync<JsonObject>($"api/mail?{query}"))!["items"]!.AsArray().Count;
}
