using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;

namespace Workflows.Web.Api;

/// <summary>Whether every document that an answer names was handed in: a reference to nothing would prove nothing years later.</summary>
internal sealed class SubmittedDocuments(IDocumentStore store)
{
    public async ValueTask<Rejection?> Missing(MunicipalityId municipality, Submission submission, CancellationToken cancellation)
    {
        foreach (var named in NamedIn(submission.Answer).Concat(submission.Evidence.Select(e => e.Document)))
        {
            if (DocumentNames.Check(named.Name) is { } wrong)
                return wrong;
            if (!DocumentHash.TryParse(named.Hash.Value, null, out var hash) || await store.Find(municipality, hash, cancellation) is not { } stored)
                return Wrong("document.unknown", named, "is not in the store. Upload it with POST /api/documents and use the hash of its answer.");
            if (stored.Size != named.Size)
                return Wrong("document.size", named, $"has {stored.Size} bytes, not {named.Size}. Use the size of the upload's answer.");
        }

        return null;
    }

    private static IEnumerable<DocumentRef> NamedIn(Answer answer) => answer switch
    {
        Answer.Meeting x => [x.Minutes],
        Answer.Visit x => [x.Report],
        Answer.Document x => [x.File],
        Answer.Evaluation x => [x.Inception, x.Report],
        Answer.Team or Answer.Values or Answer.Opinion or Answer.Decision or Answer.Publication or Answer.Proposals or Answer.Done => [],
        _ => throw new InvalidOperationException($"Unknown answer {answer}."),
    };

    private static Rejection Wrong(string code, DocumentRef named, string remedy) => new(
        code,
        $"The document '{named.Name}' {remedy}",
        new Dictionary<string, string> { ["hash"] = named.Hash.Value, ["name"] = named.Name });
}
