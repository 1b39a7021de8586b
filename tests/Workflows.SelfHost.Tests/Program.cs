using Workflows.SelfHost.Tests.Storage;

// The process that a test starts and kills; the test runner itself never enters here.
await (args is ["import", var file, var root] ? ChildProcess.Import(file, root) : ChildProcess.Write(args[1]));
