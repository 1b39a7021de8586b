using System.Globalization;
using Workflows.SelfHost.Tests.Storage;

// The process that a test starts and kills; the test runner itself never enters here.
await (args is ["import", var file, var root, var before] ? ChildProcess.Import(file, root, int.Parse(before, CultureInfo.InvariantCulture)) : ChildProcess.Write(args[1]));
