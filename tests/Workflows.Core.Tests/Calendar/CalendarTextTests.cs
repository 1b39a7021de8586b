using Workflows.Contracts;
using Workflows.Core.Calendar;

namespace Workflows.Core.Tests.Calendar;

public sealed class CalendarTextTests() : TextsContract(typeof(CalendarText));
