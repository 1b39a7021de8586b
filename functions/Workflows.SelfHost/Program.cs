using Workflows.SelfHost.CommandLine;

return await WorkflowsCommand.Run(args);
