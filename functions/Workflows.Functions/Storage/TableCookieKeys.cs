using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Workflows.Functions.Storage;

/// <summary>The keys that all instances share to read each other's cookies, some hundred bytes each. The framework reads them at times, without waiting.</summary>
internal sealed class TableCookieKeys(AzureStorage storage) : IXmlRepository
{
    private const string Partition = "cookies";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. storage.Keys.Query<TableEntity>(r => r.PartitionKey == Partition).Select(r => XElement.Parse(r.GetString("Xml")))];

    public void StoreElement(XElement element, string friendlyName) =>
        storage.Keys.UpsertEntity(new TableEntity(Partition, friendlyName) { ["Xml"] = element.ToString(SaveOptions.DisableFormatting) });
}
