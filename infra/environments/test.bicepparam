using '../main.bicep'

// As production, but smaller, and mail reaches nobody but the testers.
param environmentName = 'test'
param mailFrom = 'workflows-test@example.org'
param allowedRecipients = ['example.org']
param privateNetwork = true
param recordRedundancy = 'Standard_ZRS'
param lockRecord = false
param maximumInstanceCount = 40
param logRetentionDays = 30
param alertAddresses = ['workflows-test@example.org']
