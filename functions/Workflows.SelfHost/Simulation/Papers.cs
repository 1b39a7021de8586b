using System.Text;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Simulation;

/// <summary>Small documents of the simulated municipality, handed in to the real store.</summary>
internal sealed class Papers(IDocumentStore documents, MunicipalityId municipality)
{
    private const int Limit = 1 << 20;

    /// <param name="title">What the document is, as its first line.</param>
    public async ValueTask<DocumentRef> HandIn(string name, LocalText title, Workflow w, InstitutionId author, DateOnly on)
    {
        var text = $"""
            {title.Bg}

            {w.Context.MunicipalityName.Bg}, {w.Context.Year}
            {w.Context.Find(author)?.Name.Bg ?? author.Value}, {on:yyyy-MM-dd}

            """;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var stored = await documents.Put(municipality, $"{name}.txt", "text/plain; charset=utf-8", content, Limit)
            ?? throw new InvalidOperationException("A document of a simulation is longer than it can be.");
        return new(stored.Hash, stored.Name, stored.Size);
    }
}
