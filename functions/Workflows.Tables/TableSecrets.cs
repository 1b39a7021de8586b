using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Workflows.Web.Links;

namespace Workflows.Tables;

/// <summary>What all instances share to read each other's cookies and to make each other's links again. Read at the start, before anything waits.</summary>
internal sealed class TableSecrets(AzureStorage storage) : IXmlRepository
{
    private const string Cookies = "cookies";
    private const string Secrets = "secrets";
    private const string Links = "links";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. storage.Keys.Query<TableEntity>(r => r.PartitionKey == Cookies).Select(r => XElement.Parse(r.GetString("Value")))];

    public void StoreElement(XElement element, string friendlyName) =>
        storage.Keys.UpsertEntity(new TableEntity(Cookies, friendlyName) { ["Value"] = element.ToString(SaveOptions.DisableFormatting) });

    /// <summary>Made by whichever instance is the first to ask.</summary>
    public LinkSecret LinkSecret()
    {
        try
        {
            storage.Keys.AddEntity(new TableEntity(Secrets, Links) { ["Value"] = RandomNumberGenerator.GetBytes(Web.Links.LinkSecret.Bytes) });
        }
        catch (Azure.RequestFailedException made) when (made.Status == 409)
        {
            // At an earlier start.
        }

        return new(storage.Keys.GetEntity<TableEntity>(Secrets, Links).Value.GetBinary("Value"));
    }
}
