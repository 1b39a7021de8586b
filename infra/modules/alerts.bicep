metadata description = 'What somebody must look at: time that stands still, mail and deliveries that failed, answers that were errors.'

param name string
param location string
param tags object
param workspaceId string
param addresses string[]
param lagMinutes int

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(addresses)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'Workflows'
    enabled: true
    emailReceivers: [for (address, i) in addresses: { name: 'person ${i + 1}', emailAddress: address, useCommonAlertSchema: true }]
  }
}

// The messages are those of Workflows.Web/Delivery and of the reconciler, which looks every ten minutes for what is overdue and wakes it.
var rules = [
  {
    name: 'orchestration-lag'
    severity: 1
    description: 'Strategies or workflows sleep through moments at which something is due in them, although the reconciler wakes them.'
    query: 'AppTraces | where Message endswith "orchestrations were overdue and were woken."'
    above: lagMinutes / 10 - 1
    window: 'PT1H'
    every: 'PT15M'
  }
  {
    name: 'reconciler-silent'
    severity: 1
    description: 'Nobody looks for what is due: the reconciler has not run for hours.'
    query: 'AppRequests | where Name == "Reconcile" | summarize Runs = count() | where Runs == 0'
    above: 0
    window: 'PT3H'
    every: 'PT1H'
  }
  {
    name: 'mail-failed-or-unknown'
    severity: 2
    description: 'A mail was refused, or nobody knows what became of it; the ledger says which.'
    query: 'AppTraces | where Message startswith "Sending a mail of effect" or Message has "it counts as unknown" or Message has "never recorded" or (Message startswith "Effect " and (Message endswith ": Failed." or Message endswith ": Unknown."))'
    above: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'delivery-failed'
    severity: 2
    description: 'An effect could not be delivered.'
    query: 'AppTraces | where Message startswith "Delivering effect"'
    above: 0
    window: 'PT15M'
    every: 'PT15M'
  }
  {
    name: 'server-errors'
    severity: 2
    description: 'Requests were answered with an error of the server.'
    query: 'AppRequests | where toint(ResultCode) >= 500'
    above: 0
    window: 'PT15M'
    every: 'PT5M'
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: '${rule.name}-${name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${rule.name}'
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: rule.above
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: empty(addresses) ? [] : [people.id] }
    }
  }
]
