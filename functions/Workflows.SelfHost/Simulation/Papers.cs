using System.Text;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.SelfHost.Simulation;

/// <summary>
/// Small documents of the simulated municipality, in the real store. Each institution hands in the same form every time, so that a
/// strategy leaves a dozen of files, not hundreds; a document that was sent back comes as another edition.
/// </summary>
internal sealed class Papers(IDocumentStore documents, MunicipalityId municipality)
{
    private const int Limit = 1 << 20;

    private readonly Dictionary<string, DocumentRef> _handedIn = [];

    /// <param name="edition">1 for the first.</param>
    public async ValueTask<DocumentRef> HandIn(string name, Workflow w, InstitutionId author, int edition)
    {
        var text = $"""
            {w.Context.MunicipalityName.Bg}
            {w.Context.Find(author)?.Name.Bg ?? author.Value}

            Примерен документ, издание {edition}

            """;
        if (_handedIn.TryGetValue(text, out var known))
            return known with { Name = $"{name}.txt" };
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var stored = await documents.Put(municipality, $"{name}.txt", "text/plain; charset=utf-8", content, Limit)
            ?? throw new InvalidOperationException("A document of a simulation is longer than it can be.");
        return _handedIn[text] = new(stored.Hash, stored.Name, stored.Size);
    }
}
