using System.Globalization;
using Microsoft.AspNetCore.Http;
using Workflows.Core;
using Workflows.Core.Engine;
using Workflows.Core.Ports;
using Workflows.Web.Api;
using Workflows.Web.Pages.Forms;

namespace Workflows.Web.Pages.Answers;

/// <summary>A place for a document in a form.</summary>
/// <param name="Name">Of the field; begins with <c>doc-</c>, which nothing that people type does.</param>
public sealed record DocumentSlot(string Name, string Label);

/// <summary>
/// Documents between a form and the store. A form holds only what was uploaded through it: <c>hash size name</c>, which is never read
/// from what a browser sends.
/// </summary>
internal static class DocumentSlots
{
    public const string Mark = "doc-";

    /// <summary>Of the answer itself and of the step's evidence.</summary>
    public static IReadOnlyList<DocumentSlot> Of(AnswerContext c) =>
        [.. AnswerForm.Of(c.Step.Kind).Slots(c), .. c.Step.Evidence.Select(e => new DocumentSlot(EvidenceName(e.Id), e.Name.In(c.Language)))];

    /// <summary>What was submitted, by slot.</summary>
    public static IEnumerable<(string Slot, DocumentRef Document)> In(AnswerContext c, Submission submission) =>
        AnswerForm.Of(c.Step.Kind).Documents(submission.Answer).Concat(submission.Evidence.Select(e => (EvidenceName(e.Id), e.Document)));

    public static string Kept(DocumentRef document) => string.Create(CultureInfo.InvariantCulture, $"{document.Hash} {document.Size} {document.Name}");

    public static DocumentRef? Find(FormState form, string slot) =>
        form[slot].Split(' ', 3) is [var hash, var size, var name] ? new(new(hash), name, long.Parse(size, CultureInfo.InvariantCulture)) : null;

    public static DocumentRef? Needed(FormState form, string slot, AnswerContext c, string label)
    {
        var found = Find(form, slot);
        if (found is null && form.Error(slot) is null)
            form.Wrong(slot, c.Say("Wrong_Document", label));
        return found;
    }

    /// <summary>Evidence that the step demands, each an error where it is missing.</summary>
    public static IReadOnlyList<Evidence> Evidence(FormState form, AnswerContext c) =>
    [
        .. c.Step.Evidence
            .Select(e => (e.Id, Document: Needed(form, EvidenceName(e.Id), c, e.Name.In(c.Language))))
            .Where(e => e.Document is not null)
            .Select(e => new Evidence(e.Id, e.Document!)),
    ];

    /// <summary>Streams the files of a form that was sent into the store; what cannot be taken is an error of its field.</summary>
    public static async Task Upload(PostedForm posted, FormState form, AnswerContext c, IDocumentStore store, CancellationToken cancellation)
    {
        foreach (var slot in Of(c))
        {
            if (posted.Files.GetFile(slot.Name) is not { FileName.Length: > 0 } file)
                continue;
            var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
            if (file.Length == 0)
                form.Wrong(slot.Name, c.Say("Wrong_DocumentEmpty", name));
            else if (file.Length > DocumentEndpoints.Limit)
                form.Wrong(slot.Name, c.Say("Wrong_DocumentLarge", name));
            else if (DocumentNames.Check(name) is not null)
                form.Wrong(slot.Name, c.Say("Wrong_DocumentName", DocumentNames.MaxLength));
            else if (await Put(store, c.Workflow.Context.Municipality, file, name, cancellation) is { } stored)
                form[slot.Name] = Kept(new(stored.Hash, name, stored.Size));
            else
                form.Wrong(slot.Name, c.Say("Wrong_DocumentLarge", name));
        }
    }

    private static async Task<DocumentInfo?> Put(IDocumentStore store, MunicipalityId municipality, IFormFile file, string name, CancellationToken cancellation)
    {
        await using var content = file.OpenReadStream();
        return await store.Put(municipality, name, file.ContentType is { Length: > 0 } type ? type : "application/octet-stream", content, DocumentEndpoints.Limit, cancellation);
    }

    private static string EvidenceName(string id) => $"{Mark}evidence-{id}";
}
