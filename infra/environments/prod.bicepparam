using '../main.bicep'

// Mail reaches everybody; the record survives the loss of a region and cannot be deleted by mistake.
param environmentName = 'prod'
param site = 'https://workflows.example.org'
param mailFrom = 'workflows@example.org'
param allowedRecipients = []
param privateNetwork = true
param recordRedundancy = 'Standard_GZRS'
param lockRecord = true
param maximumInstanceCount = 100
// A clerk who opens a link does not wait for a cold start.
param alwaysReadyHttp = 1
param logRetentionDays = 365
param alertAddresses = ['administrators@example.org']
