metadata description = 'Workflows on Azure: one Functions app on Flex Consumption with its storage, secrets, durable backend and alerts.'

targetScope = 'resourceGroup'

@description('Names the environment in resource names and tags.')
@minLength(2)
@maxLength(20)
param environmentName string

param location string = resourceGroup().location

@description('The address that people reach the site by; it stands in mails. Empty: the app\'s own address.')
param site string = ''

@description('Sender of all mails.')
param mailFrom string

param mailFromName string = 'Workflows'

@description('Right-hand side of Message-IDs and calendar UIDs; never change it once mails were sent.')
param mailDomain string = last(split(mailFrom, '@'))

@description('The address of the first administrator, who signs in by mail; used while there is nobody. Empty: only the first key.')
param firstAdministrator string = ''

@description('The name of a certificate in the vault that the keys of cookies and forms are encrypted for. Empty: they are protected by the account alone.')
param keysCertificate string = ''

@description('Outside production: the only addresses or domains that are written to. Empty: everybody.')
param allowedRecipients string[] = []

@description('sendgrid: key in the secret sendgrid-api-key. smtp: host below, password in the secret smtp-password.')
@allowed(['sendgrid', 'smtp'])
param mailTransport string = 'sendgrid'

@description('With sendgrid: the public key that the event webhook is signed with; empty refuses every event.')
param sendGridWebhookPublicKey string = ''

param smtpHost string = ''
param smtpPort int = 587
param smtpUserName string = ''

@description('Where orchestrations keep their messages and histories. No backend migrates to another; events, ledger and documents are not in it.')
@allowed(['azureStorage', 'durableTaskScheduler'])
param durableBackend string = 'azureStorage'

@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

@description('Storage, secrets and scheduler are reached through a private network only.')
param privateNetwork bool = true

@description('Redundancy of the record: Standard_GZRS survives the loss of a region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param recordRedundancy string = 'Standard_ZRS'

@description('Keeps the record and the secrets from being deleted with their resource group.')
param lockRecord bool = true

@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that wait for requests; 0 begins cold.')
param alwaysReadyHttp int = 0

@description('Instances that wait for orchestrations; 0 begins cold.')
param alwaysReadyDurable int = 0

@description('Who hears of alerts. Empty: alerts are only shown in the portal.')
param alertAddresses string[] = []

@description('So long may something be overdue before it raises an alert; the reconciler wakes it every ten minutes.')
@minValue(10)
@maxValue(60)
param lagAlertMinutes int = 30

@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Stops paying for logs beyond this volume a day.')
param logDailyCapGb int = 1

var token = uniqueString(resourceGroup().id, environmentName)
var tags = { 'azd-env-name': environmentName }

module identity 'modules/identity.bicep' = {
  params: { name: 'id-workflows-${environmentName}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: 'workflows-${environmentName}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    publisherPrincipalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: { name: 'vnet-workflows-${environmentName}', location: location, tags: tags }
}

module hostStorage 'modules/hostStorage.bicep' = {
  params: {
    name: take('sthost${token}', 24)
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    isPublic: !privateNetwork
  }
}

module record 'modules/record.bicep' = {
  params: {
    name: take('strecord${token}', 24)
    location: location
    tags: tags
    redundancy: recordRedundancy
    principalId: identity.outputs.principalId
    isPublic: !privateNetwork
    isLocked: lockRecord
  }
}

module secrets 'modules/secrets.bicep' = {
  params: {
    name: take('kv-wf-${token}', 24)
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    isPublic: !privateNetwork
    isLocked: lockRecord
  }
}

module endpoints 'modules/privateEndpoints.bicep' = if (privateNetwork) {
  params: {
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    networkId: network!.outputs.networkId
    hostStorageName: hostStorage.outputs.name
    recordName: record.outputs.name
    vaultName: secrets.outputs.name
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableBackend == 'durableTaskScheduler') {
  params: {
    name: 'dts-workflows-${environmentName}'
    location: location
    tags: tags
    sku: schedulerSku
    principalId: identity.outputs.principalId
    clientId: identity.outputs.clientId
  }
}

module app 'modules/app.bicep' = {
  // The platform reads its package and its secrets over the network that it is put into.
  dependsOn: [endpoints]
  params: {
    name: 'func-workflows-${environmentName}-${take(token, 6)}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    subnetId: network.?outputs.appSubnetId
    hostStorageName: hostStorage.outputs.name
    packageContainerUrl: hostStorage.outputs.packageContainerUrl
    recordName: record.outputs.name
    insightsConnectionString: monitoring.outputs.connectionString
    schedulerConnectionString: scheduler.?outputs.connectionString ?? ''
    schedulerHub: scheduler.?outputs.hub ?? ''
    vaultUri: secrets.outputs.uri
    keysCertificate: keysCertificate
    site: site
    firstAdministrator: firstAdministrator
    mail: {
      from: mailFrom
      fromName: mailFromName
      domain: mailDomain
      allowedRecipients: allowedRecipients
      transport: mailTransport
      webhookPublicKey: sendGridWebhookPublicKey
      smtpHost: smtpHost
      smtpPort: smtpPort
      smtpUserName: smtpUserName
    }
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyDurable: alwaysReadyDurable
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: 'workflows-${environmentName}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    addresses: alertAddresses
    lagMinutes: lagAlertMinutes
  }
}

output AZURE_FUNCTION_APP_NAME string = app.outputs.name
output AZURE_KEY_VAULT_NAME string = secrets.outputs.name
output WORKFLOWS_URL string = app.outputs.url
output WORKFLOWS_RECORD_ACCOUNT string = record.outputs.name
output WORKFLOWS_IDENTITY_CLIENT_ID string = identity.outputs.clientId
