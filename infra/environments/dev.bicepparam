using '../main.bicep'

// Cheap, and gone when its resource group is deleted; mail reaches nobody but the developers.
param environmentName = 'dev'
param mailFrom = 'workflows@example.org'
param allowedRecipients = ['example.org']
param privateNetwork = false
param recordRedundancy = 'Standard_LRS'
param lockRecord = false
param maximumInstanceCount = 40
param logRetentionDays = 30
