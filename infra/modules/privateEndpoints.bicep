metadata description = 'Private ends of the storage accounts and the vault, with names that lead to them inside the network.'

param location string
param tags object
param subnetId string
param networkId string
param hostStorageName string
param recordName string
param vaultName string

resource hostStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: hostStorageName }
resource record 'Microsoft.Storage/storageAccounts@2025-06-01' existing = { name: recordName }
resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = { name: vaultName }

var zones = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  vault: 'privatelink.vaultcore.azure.net'
}

var ends = [
  { resource: hostStorage.id, name: hostStorageName, group: 'blob' }
  { resource: hostStorage.id, name: hostStorageName, group: 'queue' }
  { resource: hostStorage.id, name: hostStorageName, group: 'table' }
  { resource: record.id, name: recordName, group: 'blob' }
  { resource: record.id, name: recordName, group: 'table' }
  { resource: vault.id, name: vaultName, group: 'vault' }
]

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for z in items(zones): {
    name: z.value
    location: 'global'
    tags: tags
  }
]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (z, i) in items(zones): {
    parent: zone[i]
    name: 'workflows'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
]

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = [
  for e in ends: {
    name: 'pe-${e.name}-${e.group}'
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [{ name: e.group, properties: { privateLinkServiceId: e.resource, groupIds: [e.group] } }]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = [
  for (e, i) in ends: {
    parent: endpoint[i]
    name: 'default'
    // The zone must be there; its name is known without it.
    dependsOn: [zone]
    properties: {
      privateDnsZoneConfigs: [
        { name: e.group, properties: { privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', zones[e.group]) } }
      ]
    }
  }
]
