metadata description = 'Who deploys: jobs of one environment of one repository, and nobody else. It may make resources, and give no more rights than the app has.'

param name string
param location string
param repository string
param environmentName string

var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
var accessAdministrator = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168'

// Those that the modules beside this one assign.
var assignable = join(
  [
    'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
    'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor
    '974c5e8b-45b9-4653-ba55-5f855dd0fb88' // Storage Queue Data Contributor
    '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
    '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
    '3913510d-42f4-4e42-8a64-420c390055eb' // Monitoring Metrics Publisher
    '0ad04412-c4d5-4796-b79c-f76d14c8d402' // Durable Task Data Contributor
  ],
  ', '
)
var onlyThose = '((!(ActionMatches{\'Microsoft.Authorization/roleAssignments/write\'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${assignable}})) AND ((!(ActionMatches{\'Microsoft.Authorization/roleAssignments/delete\'})) OR (@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${assignable}}))'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location

  resource github 'federatedIdentityCredentials' = {
    name: 'github-${environmentName}'
    properties: {
      issuer: 'https://token.actions.githubusercontent.com'
      subject: 'repo:${repository}:environment:${environmentName}'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

resource makes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, identity.id, contributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource assigns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, identity.id, accessAdministrator)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', accessAdministrator)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    condition: onlyThose
    conditionVersion: '2.0'
  }
}

// Contributors may lock nothing; the record is locked by whoever makes it.
resource locker 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'locker')
  properties: {
    roleName: 'Workflows record locker (${resourceGroup().name})'
    description: 'Puts locks in place and takes none away.'
    type: 'CustomRole'
    permissions: [{ actions: ['Microsoft.Authorization/locks/read', 'Microsoft.Authorization/locks/write'] }]
    assignableScopes: [resourceGroup().id]
  }
}

resource locks 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, identity.id, locker.id)
  properties: {
    roleDefinitionId: locker.id
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

output clientId string = identity.properties.clientId
