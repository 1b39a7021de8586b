using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Workflows.Functions.Tests.Storage;

/// <summary>
/// A storage server for all tests of a run: npm's <c>azurite</c> from the PATH, or the program that the variable AZURITE names. It keeps
/// everything in memory and ends with the tests.
/// </summary>
internal sealed class Azurite
{
    private const string Account = "devstoreaccount1";

    // The account and key are the emulator's own and published in its documentation.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Lazy<Task<Azurite>> Running = new(Start);

    private readonly int _blobs = FreePort();
    private readonly int _queues = FreePort();
    private readonly int _tables = FreePort();

    public static Task<Azurite> Instance => Running.Value;

    private string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{_blobs}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{_queues}/{Account};TableEndpoint=http://127.0.0.1:{_tables}/{Account};";

    public TableServiceClient Tables(params HttpPipelineSynchronousPolicy[] policies) => new(ConnectionString, With(new TableClientOptions(), policies));

    public BlobServiceClient Blobs(params HttpPipelineSynchronousPolicy[] policies) => new(ConnectionString, With(new BlobClientOptions(), policies));

    private static T With<T>(T options, IEnumerable<HttpPipelineSynchronousPolicy> policies)
        where T : ClientOptions
    {
        foreach (var policy in policies)
            options.AddPolicy(policy, HttpPipelinePosition.PerRetry);
        return options;
    }

    private static async Task<Azurite> Start()
    {
        var azurite = new Azurite();
        var program = Environment.GetEnvironmentVariable("AZURITE") ?? "azurite";
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry",
            "--blobPort", $"{azurite._blobs}", "--queuePort", $"{azurite._queues}", "--tablePort", $"{azurite._tables}",
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' does not start: install it with npm, or name it in AZURITE.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => process.Kill(entireProcessTree: true);
        for (var listening = 0; listening < 3;)
        {
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            listening += line.Contains("successfully listen", StringComparison.Ordinal) ? 1 : 0;
        }

        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        return azurite;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
