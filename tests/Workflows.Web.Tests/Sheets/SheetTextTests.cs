using Workflows.Contracts;
using Workflows.Web.Sheets;

namespace Workflows.Web.Tests.Sheets;

public sealed class SheetTextTests() : TextsContract(typeof(SheetText));
