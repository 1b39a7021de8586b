metadata description = 'The Functions app: Flex Consumption, isolated worker, .NET 10. Settings named Workflows__… are those of docs/operations.md.'

param name string
param location string
param tags object
param identityId string
param clientId string
param subnetId string?
param hostStorageName string
param packageContainerUrl string
param recordName string
param insightsConnectionString string
@description('Empty: orchestrations live in the host\'s storage.')
param schedulerConnectionString string
param schedulerHub string
param vaultUri string

@description('The certificate in the vault that the keys of cookies and forms are encrypted for; empty for none.')
param keysCertificate string
param site string
param firstAdministrator string
param mail {
  from: string
  fromName: string
  domain: string
  allowedRecipients: string[]
  transport: 'sendgrid' | 'smtp'
  webhookPublicKey: string
  smtpHost: string
  smtpPort: int
  smtpUserName: string
}
param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReadyHttp int
param alwaysReadyDurable int

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

var host = {
  AzureWebJobsStorage__accountName: hostStorageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
  // Azure.Identity takes it from here.
  AZURE_CLIENT_ID: clientId
}

// Settings of the host win over host.json.
var durable = empty(schedulerConnectionString)
  ? {}
  : {
      AzureFunctionsJobHost__extensions__durableTask__hubName: schedulerHub
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: schedulerConnectionString
    }

var transport = mail.transport == 'sendgrid'
  ? union(
      { Workflows__Mail__SendGrid__ApiKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/sendgrid-api-key)' },
      // Without a key the webhook believes nobody.
      empty(mail.webhookPublicKey) ? {} : { Workflows__Mail__SendGrid__WebhookKey: mail.webhookPublicKey }
    )
  : {
      Workflows__Mail__Smtp__Host: mail.smtpHost
      Workflows__Mail__Smtp__Port: string(mail.smtpPort)
      Workflows__Mail__Smtp__UserName: mail.smtpUserName
      Workflows__Mail__Smtp__Password: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/smtp-password)'
    }

// A certificate's secret is the certificate with its private key.
var keys = empty(keysCertificate)
  ? {}
  : { Workflows__KeysCertificate: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${keysCertificate})' }

var workflows = union(keys, {
  // The first administrator's, which whoever deploys draws and keeps.
  Workflows__FirstKey: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/first-key)'
  Workflows__Site: empty(site) ? 'https://${name}.azurewebsites.net' : site
  Workflows__Storage__Account: recordName
  Workflows__Storage__IdentityClientId: clientId
  Workflows__Mail__From: mail.from
  Workflows__Mail__FromName: mail.fromName
  Workflows__Mail__Domain: mail.domain
})

// An empty one would be no address.
var administrator = empty(firstAdministrator) ? {} : { Workflows__FirstAdministrator: firstAdministrator }

var recipients = toObject(range(0, length(mail.allowedRecipients)), i => 'Workflows__Mail__AllowedRecipients__${i}', i => mail.allowedRecipients[i])

var alwaysReady = [
  { name: 'http', instanceCount: alwaysReadyHttp }
  { name: 'durable', instanceCount: alwaysReadyDurable }
]

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds the app that it deploys to by this tag.
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: filter(alwaysReady, a => a.instanceCount > 0)
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
    }
    siteConfig: { minTlsVersion: '1.2', http20Enabled: true }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(host, durable, transport, workflows, administrator, recipients)
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
