import { capacityFault } from './capacity-fault';
import { scopedFilterFaults } from './filter-faults';
import { isSet, mapOf, mapsOf, textsOf } from './values';
import { isMap } from '../../fleet/collections';

const ACTIONS = ['skip', 'snapshot', 'fs-backup', 'custom'];
const PHASES = ['Pending', 'Bound', 'Lost'];
/** Source: Velero v1.18.2, `internal/resourcepolicies/volume_types_conditions.go`. */
const VOLUME_TYPES = [
  'awsAzureDisk', 'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cinder', 'cephfs', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'fc', 'flocker',
  'flexVolume', 'gitRepo', 'glusterfs', 'gcePersistentDisk', 'hostPath', 'iscsi', 'local', 'nfs', 'photonPersistentDisk', 'portworxVolume', 'projected', 'quobyte',
  'rbd', 'scaleIO', 'secret', 'storageOS', 'vsphereVolume',
];
type Shape = 'text' | 'map' | 'list' | 'texts' | 'labels';
const WORDS: Readonly<Record<Shape, string>> = { text: 'a text', map: 'a map', list: 'a list of maps', texts: 'a list of texts', labels: 'a map of text to text' };
const DOCUMENT: Readonly<Record<string, Shape>> = { version: 'text', volumePolicies: 'list', includeExcludePolicy: 'map' };
const POLICY: Readonly<Record<string, Shape>> = { conditions: 'map', action: 'map' };
const ACTION: Readonly<Record<string, Shape>> = { type: 'text', parameters: 'map' };
const CONDITIONS: Readonly<Record<string, Shape>> = {
  capacity: 'text', storageClass: 'texts', nfs: 'map', csi: 'map', volumeTypes: 'texts', pvcLabels: 'labels', pvcPhase: 'texts',
};
const NFS: Readonly<Record<string, Shape>> = { server: 'text', path: 'text' };
const CSI: Readonly<Record<string, Shape>> = { driver: 'text', volumeAttributes: 'labels' };
const FILTERS: Readonly<Record<string, Shape>> = {
  includedClusterScopedResources: 'texts', excludedClusterScopedResources: 'texts', includedNamespaceScopedResources: 'texts',
  excludedNamespaceScopedResources: 'texts',
};

/**
 * What is wrong with a document of resource policies, which is the one value of the ConfigMap that `resourcePolicy` names. Empty when all is well.
 *
 * Velero refuses unknown fields there, and no CRD shows them. Source: Velero v1.18.2, `internal/resourcepolicies`.
 */
export function resourcePolicyFaults(policy: unknown): readonly string[] {
  if (!isMap(policy)) return ['policy: write a map with version and volumePolicies'];
  return [
    ...shapeFaults('', policy, DOCUMENT),
    ...(policy.version === 'v1' ? [] : [`version: write v1, got '${String(policy.version)}'`]),
    ...mapsOf(policy.volumePolicies).flatMap(([i, item]) => volumePolicyFaults(`volumePolicies[${i}]`, item)),
    ...filterPolicyFaults(mapOf(policy.includeExcludePolicy)),
  ];
}

function volumePolicyFaults(path: string, policy: Readonly<Record<string, unknown>>): readonly string[] {
  const [conditions, action] = [mapOf(policy.conditions), mapOf(policy.action)];
  const { type } = action;
  return [
    ...shapeFaults(`${path}.`, policy, POLICY),
    ...shapeFaults(`${path}.action.`, action, ACTION),
    ...(ACTIONS.includes(type as string) ? [] : [`${path}.action.type: write one of ${ACTIONS.join(', ')}, got '${String(type)}'`]),
    ...conditionFaults(`${path}.conditions`, conditions),
  ];
}

function conditionFaults(path: string, conditions: Readonly<Record<string, unknown>>): readonly string[] {
  const [nfs, csi] = [mapOf(conditions.nfs), mapOf(conditions.csi)];
  const capacity = typeof conditions.capacity === 'string' ? capacityFault(conditions.capacity) : undefined;
  return [
    ...shapeFaults(`${path}.`, conditions, CONDITIONS),
    ...shapeFaults(`${path}.nfs.`, nfs, NFS),
    ...shapeFaults(`${path}.csi.`, csi, CSI),
    ...(capacity === undefined ? [] : [`${path}.capacity: ${capacity}`]),
    ...(isSet(csi.volumeAttributes) && (csi.driver ?? '') === '' ? [`${path}.csi.driver: volumeAttributes need a driver; write its name`] : []),
    ...unknownTexts(`${path}.volumeTypes`, conditions.volumeTypes, VOLUME_TYPES),
    ...unknownTexts(`${path}.pvcPhase`, conditions.pvcPhase, PHASES),
  ];
}

function filterPolicyFaults(policy: Readonly<Record<string, unknown>>): readonly string[] {
  const stars = Object.keys(FILTERS).filter(field => textsOf(policy[field]).includes('*'));
  return [
    ...shapeFaults('includeExcludePolicy.', policy, FILTERS),
    ...stars.map(field => `includeExcludePolicy.${field}: '*' is not for policies; write the resources`),
    ...(stars.length > 0 ? [] : ['ClusterScoped', 'NamespaceScoped'].flatMap(scope => scopedFilterFaults(policy, `included${scope}Resources`, `excluded${scope}Resources`)
      .map(fault => `includeExcludePolicy: ${fault}`))),
  ];
}

/** Velero takes texts that it does not know, which match no volume. */
function unknownTexts(field: string, value: unknown, known: readonly string[]): readonly string[] {
  return textsOf(value).filter(text => !known.includes(text)).map(text => {
    const meant = known.find(name => name.toLowerCase() === text.toLowerCase());
    return `${field}: '${text}' matches nothing; write ${meant ?? `one of ${known.join(', ')}`}`;
  });
}

function shapeFaults(path: string, map: Readonly<Record<string, unknown>>, shapes: Readonly<Record<string, Shape>>): readonly string[] {
  return Object.entries(map).flatMap(([field, value]) => {
    if (!Object.hasOwn(shapes, field)) return [`${path}${field}: is not known, and Velero refuses it; write one of ${Object.keys(shapes).join(', ')}`];
    return !isSet(value) || hasShape(value, shapes[field]) ? [] : [`${path}${field}: write ${WORDS[shapes[field]]}`];
  });
}

/** YAML texts may be written as numbers and flags. */
function hasShape(value: unknown, shape: Shape): boolean {
  if (shape === 'text') return typeof value !== 'object';
  if (shape === 'texts') return Array.isArray(value) && value.every(item => typeof item !== 'object');
  if (shape === 'list') return Array.isArray(value) && value.every(isMap);
  return isMap(value) && (shape === 'map' || Object.values(value).every(item => typeof item !== 'object'));
}
