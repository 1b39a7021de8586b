using Workflows.Core.Ports;
using Workflows.Functions.Hosting;
using Workflows.Functions.Tests.Storage;
using Workflows.SelfHost.Simulation;
using Workflows.SelfHost.Storage;
using Workflows.Web.Files;
using Workflows.Web.Transfer;

namespace Workflows.Functions.Tests.Hosting;

/// <summary>A municipality moves from one machine to Azure and back, and stays what it is to the byte.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workflows-").FullName;
    private AzureStore _azure = null!;

    public async Task InitializeAsync() => _azure = await AzureStore.Start();

    public async Task DisposeAsync()
    {
        await _azure.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task GivenFiveYearsOnOneMachine_WhenTheyMoveToAzureAndBack_ThenEveryExportHasTheSameBytes()
    {
        var library = TemplateLibrary.Load().Value!;
        var plan = new SimulationPlan(library.Strategies["balchik-2011-2015"], library.Templates, Copies: 1, Seed: 1);
        using var here = new Machine(FileOf("here"));
        await Simulator.Run(plan, new(here.Events, here.Ledger, here.Documents, null, SavesInOrder: false), new SimulationProgress(), CancellationToken.None);
        await here.Export(plan.Strategy.Municipality.Id, FileOf("here.zip"));

        var (code, said) = await Run("import", FileOf("here.zip"));
        Assert.True(code == 0, said);
        Assert.Contains(" documents are new; seal ", said, StringComparison.Ordinal);
        (code, said) = await Run("import", FileOf("here.zip"));
        Assert.True(code == 0 && said.Contains(", 0 events, 0 effects and 0 documents are new", StringComparison.Ordinal), said);
        (code, said) = await Run("export", FileOf("there.zip"), "--municipality", plan.Strategy.Municipality.Id.Value);
        Assert.True(code == 0, said);
        using var back = new Machine(FileOf("back"));
        await back.Import(FileOf("there.zip"));
        await back.Export(plan.Strategy.Municipality.Id, FileOf("back.zip"));

        Assert.Equal(await File.ReadAllBytesAsync(FileOf("here.zip")), await File.ReadAllBytesAsync(FileOf("there.zip")));
        Assert.Equal(await File.ReadAllBytesAsync(FileOf("here.zip")), await File.ReadAllBytesAsync(FileOf("back.zip")));
        Assert.Equal(await here.Events.Streams().ToListAsync(), await _azure.Another().Events.Streams().ToListAsync(), SameHead);
        Assert.Equal(await here.WakeUps.Next(), await _azure.Another().WakeUps.Next());
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_leaves_no_file()
    {
        await File.WriteAllTextAsync(FileOf("none.zip"), "no export");

        Assert.Equal((2, true), (await Run("export", FileOf("out.zip"), "--municipality", "sevlievo")) is var (code, said) ? (code, said.Length > 0) : default);
        Assert.Equal(2, (await Run("import", FileOf("none.zip"))).Code);
        Assert.Equal(2, (await Run("export", FileOf("out.zip"))).Code);
        Assert.Equal([FileOf("none.zip")], Directory.GetFiles(_folder));
    }

    private static bool SameHead(StreamHead one, StreamHead other) =>
        (one.Stream, one.Municipality, one.Version) == (other.Stream, other.Municipality, other.Version) && one.Hash.Span.SequenceEqual(other.Hash.Span);

    private string FileOf(string name) => Path.Combine(_folder, name);

    private async Task<(int Code, string Said)> Run(params string[] args)
    {
        var said = new StringWriter();
        return (await Transfer.Run(args, _azure.Storage, said), said.ToString());
    }

    /// <summary>The storage of one machine.</summary>
    private sealed class Machine : IDisposable
    {
        private readonly SqliteDatabase _database;

        public Machine(string folder)
        {
            var directory = new DataDirectory(folder);
            Assert.True(SqliteDatabase.TryOpen(directory, out var database, out _));
            _database = database;
            (Events, Ledger, WakeUps, Documents) = (new(database), new(database), new(database), new(directory));
        }

        public SqliteEventStore Events { get; }

        public SqliteEffectLedger Ledger { get; }

        public SqliteWakeUps WakeUps { get; }

        public FileDocuments Documents { get; }

        public async Task Export(Core.MunicipalityId municipality, string file)
        {
            await using var target = new FileStream(file, FileMode.CreateNew);
            Assert.Null(await new Export(Events, Ledger, Documents).Write(municipality, target));
        }

        public async Task Import(string file)
        {
            Assert.True(ExportFile.TryOpen(File.OpenRead(file), out var opened, out _));
            using (opened)
                Assert.Null((await new Import(Events, Ledger, Ledger, Documents).Run(opened)).Refusal);
        }

        public void Dispose() => _database.Dispose();
    }
}
