using Workflows.Contracts;
using Workflows.Web.Charts;

namespace Workflows.Web.Tests.Charts;

public sealed class ChartTextTests() : TextsContract(typeof(ChartText));
