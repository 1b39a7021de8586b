using Workflows.SelfHost.Tests.Storage;

// The process that a test starts and kills; the test runner itself never enters here.
await ChildProcess.Write(args[0]);
