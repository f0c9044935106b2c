import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { argoCdInstallation } from '../../../lib/delivery/argo-cd/install';

/** Keys of ConfigMaps that upstream leaves out. */
const OURS = /^(resource\.customizations\.health\.operator\..+|applicationsetcontroller\.enable\.progressive\.syncs)$/;
/** Lists whose order means something. */
const IN_ORDER = ['args', 'command'];

/**
 * Digests of the objects of Argo CD v3.5.1 manifests/install.yaml, each brought into the form of `canonical`. A new release: bring the objects of its
 * file into that form, compare those whose digest differs, and take over both.
 */
const DIGESTS: Readonly<Record<string, string>> = {
  'ServiceAccount argocd-application-controller': '3879abd69d63cdd1',
  'ServiceAccount argocd-applicationset-controller': '6ad32af6f32a0b6d',
  'ServiceAccount argocd-dex-server': '95a4bcdc24d09658',
  'ServiceAccount argocd-notifications-controller': 'a874d4afc917ffac',
  'ServiceAccount argocd-redis': '624d5523afbf8445',
  'ServiceAccount argocd-repo-server': '900810758274b482',
  'ServiceAccount argocd-server': '8c952f52c0aa7d2f',
  'Role argocd-application-controller': '22c4d922b462d8ef',
  'Role argocd-applicationset-controller': 'b522bce1f6bb9083',
  'Role argocd-dex-server': '32877f59ea6f6359',
  'Role argocd-notifications-controller': '8fa354b674353a53',
  'Role argocd-redis': '68a12e73115b80b1',
  'Role argocd-server': 'a252d71a0716b4fa',
  'ClusterRole argocd-application-controller': 'ce2de37017b18e6a',
  'ClusterRole argocd-applicationset-controller': '4f61d3a9515cfb17',
  'ClusterRole argocd-server': 'd6a17f8be47df58b',
  'RoleBinding argocd-application-controller': 'cf3dada1bdf819a2',
  'RoleBinding argocd-applicationset-controller': '7df805d82355136c',
  'RoleBinding argocd-dex-server': '06e171b020b18e38',
  'RoleBinding argocd-notifications-controller': '4a60406a539a3086',
  'RoleBinding argocd-redis': '4104731198b79dc2',
  'RoleBinding argocd-server': '95351bf9ce95ab99',
  'ClusterRoleBinding argocd-application-controller': '532c55a77b4ba21d',
  'ClusterRoleBinding argocd-applicationset-controller': '241c74e01d51b88f',
  'ClusterRoleBinding argocd-server': '14b9aae82cc5ed55',
  'ConfigMap argocd-cm': 'a3a3040b2d84b61a',
  'ConfigMap argocd-cmd-params-cm': '8531e107497041d2',
  'ConfigMap argocd-gpg-keys-cm': '979116f99e86d527',
  'ConfigMap argocd-notifications-cm': 'bf91aacf9f9a89b1',
  'ConfigMap argocd-rbac-cm': 'b5841628853b3841',
  'ConfigMap argocd-ssh-known-hosts-cm': 'e24732954728d554',
  'ConfigMap argocd-tls-certs-cm': '5df698d2b0dfa4a5',
  'Secret argocd-notifications-secret': 'b0214ddd43623602',
  'Secret argocd-secret': '163f619eb283da15',
  'Service argocd-applicationset-controller': '84962eec7fa0d013',
  'Service argocd-dex-server': '43985960ddd6ed08',
  'Service argocd-metrics': '61bcb97275eb0ea0',
  'Service argocd-notifications-controller-metrics': 'f004b1d247752cd3',
  'Service argocd-redis': '9b56b7fd19efeee3',
  'Service argocd-repo-server': 'ff9020ae7e619b9f',
  'Service argocd-server': '73e722dd30777455',
  'Service argocd-server-metrics': 'bb22eff9819a3d24',
  'Deployment argocd-applicationset-controller': '4af9e69f2e7786ed',
  'Deployment argocd-dex-server': 'adb64f73379b2441',
  'Deployment argocd-notifications-controller': 'c9742bf8d342f7a8',
  'Deployment argocd-redis': '552c483163d6f2a7',
  'Deployment argocd-repo-server': '637a70080e8ed4cc',
  'Deployment argocd-server': '48bc6894dd319471',
  'StatefulSet argocd-application-controller': '7465ead75467ac29',
  'NetworkPolicy argocd-application-controller-network-policy': 'a35f2f55ae66344e',
  'NetworkPolicy argocd-applicationset-controller-network-policy': 'f90f5a8b2c074315',
  'NetworkPolicy argocd-dex-server-network-policy': '821b964668c76afe',
  'NetworkPolicy argocd-notifications-controller-network-policy': 'd66b87fd481e3ce1',
  'NetworkPolicy argocd-redis-network-policy': '28ad503990116c1f',
  'NetworkPolicy argocd-repo-server-network-policy': '8e7906e6b9c2f478',
  'NetworkPolicy argocd-server-network-policy': 'ecd49b7391ec93d2',
};

test('the objects are those of upstream, but for the order of lists and what is written out that Kubernetes would fill in', () => {
  const objects = argoCdInstallation({ namespace: 'argocd' }).objects({ image: reference => reference });
  expect(Object.fromEntries(objects.map(object => [`${object.kind} ${object.metadata.name}`, digest(object)]))).toEqual(DIGESTS);
});

function digest(object: object): string {
  return createHash('sha256').update(JSON.stringify(canonical(object))).digest('hex').slice(0, 16);
}

/** The same for objects that mean the same: without the namespace, keys and lists sorted, settings as data. */
function canonical(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => canonical(item));
    const keyed = items.map(item => [JSON.stringify(item), item] as const);
    return IN_ORDER.includes(key!) ? items : keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([name, held]) => !OURS.test(name) && name !== 'namespace' && !(name === 'protocol' && held === 'TCP'));
    return Object.fromEntries(entries.map(([name, held]) => [name, canonical(held, name)] as const)
      .filter(([name, held]) => !(name === 'data' && Object.keys(held as object).length === 0)).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  if (key === 'ssh_known_hosts') {
    return (value as string).split('\n').filter(line => line !== '' && !line.startsWith('#'));
  }
  return key?.startsWith('resource.') ? canonical(parse(value as string)) : value;
}
