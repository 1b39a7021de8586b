metadata description = 'Run once for each environment by an owner of the subscription: the resource group, and an identity that GitHub deploys into it as, without any secret.'

targetScope = 'subscription'

param environmentName string
param location string
@description('owner/name of the repository.')
param repository string

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-workflows-${environmentName}'
  location: location
  tags: { 'azd-env-name': environmentName }
}

module deployer 'modules/deployer.bicep' = {
  scope: group
  params: { name: 'id-deploy-workflows-${environmentName}', location: location, repository: repository, environmentName: environmentName }
}

output AZURE_CLIENT_ID string = deployer.outputs.clientId
output AZURE_TENANT_ID string = subscription().tenantId
output AZURE_SUBSCRIPTION_ID string = subscription().subscriptionId
output AZURE_RESOURCE_GROUP string = group.name
