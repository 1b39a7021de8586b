using System.CommandLine;
using Workflows.SelfHost.CommandLine;

return await new RootCommand("x") { SimulateCommand.Create() }.Parse(args).InvokeAsync();
