import { OPERATOR_NAMESPACE } from './names';
import { SubmarinerRelease } from './versions';
import { allow, bind, READ, role, Rule } from '../../../delivery/rbac';
import type { Manifest } from '../../../fleet';

/** What Submariner's own roles allow: no `patch`, and `deletecollection` where said. */
const WRITE = [...READ, 'create', 'update', 'delete'];
const CRDS = 'apiextensions.k8s.io';
const SUBMARINER = 'submariner.io';
const MCS = 'multicluster.x-k8s.io';
const SLICES = ['endpointslices', 'endpointslices/restricted'];

/** An account of a member and what it may do. */
interface Account {
  readonly name: string;
  /** In the operator's namespace. */
  readonly inNamespace: readonly Rule[];
  readonly everywhere: readonly Rule[];
  /** Secrets that it mounts, for releases in which it may mount no others. */
  readonly mounts?: readonly string[];
}

/** The accounts of a member with their roles, for a release. What is used on OpenShift alone is left out. */
export function memberAccounts(release: SubmarinerRelease, mounts: { readonly broker: string; readonly psk: string }): readonly Manifest[] {
  return accounts(release, mounts).flatMap(({ name, inNamespace, everywhere, mounts: mounted }) => {
    const namespaced = { name, namespace: OPERATOR_NAMESPACE, labels: {} };
    const account = { name, namespace: OPERATOR_NAMESPACE };
    const global = { name, labels: {} };
    return [
      serviceAccount(name, release.mountableSecrets ? mounted : undefined),
      ...(inNamespace.length === 0 ? [] : [role(namespaced, inNamespace), bind(namespaced, name, [account])]),
      ...(everywhere.length === 0 ? [] : [role(global, everywhere), bind(global, name, [account])]),
    ];
  }).map(withoutEmptyLabels);
}

function accounts(release: SubmarinerRelease, { broker, psk }: { readonly broker: string; readonly psk: string }): readonly Account[] {
  const configMaps = release.watchesConfigMaps ? [allow(READ, '', ['configmaps'])] : [];
  return [
    { name: 'submariner-operator', inNamespace: operatorRules(release), everywhere: operatorClusterRules(release) },
    {
      name: 'submariner-gateway', mounts: [broker, psk],
      inNamespace: [
        allow(['get', 'update', 'patch'], '', ['pods']),
        allow(WRITE, SUBMARINER, ['clusters', 'endpoints', 'gateways']),
        allow(WRITE, 'coordination.k8s.io', ['leases']),
        ...configMaps,
        ...(release.watchesConfigMaps ? [allow(WRITE, '', ['secrets'])] : []),
      ],
      everywhere: [allow(['get'], '', ['configmaps']), allow(READ, '', ['pods', 'services', 'nodes'])],
    },
    {
      name: 'submariner-routeagent',
      inNamespace: [
        allow(READ, SUBMARINER, ['endpoints']),
        allow(WRITE, SUBMARINER, ['gatewayroutes', 'nongatewayroutes']),
        allow(['get', 'list', 'create', 'update', 'delete'], SUBMARINER, ['routeagents']),
        ...configMaps,
      ],
      everywhere: [
        allow(['get', 'list'], '', ['pods', 'services', 'configmaps', 'endpoints']),
        allow([...READ, 'update'], '', ['nodes']),
        // Agents on OVN-Kubernetes ask whether they are on OpenShift, and take a refusal for a fault (submariner v0.19 `FindOpenshiftNetwork`).
        allow(['get'], 'config.openshift.io', ['networks'], ['cluster']),
        allow(['get', 'create', 'delete', 'update', 'deletecollection'], 'projectcalico.org', ['ippools']),
        ...(release.serviceCidrs ? [allow(['get', 'update'], 'operator.tigera.io', ['installations'])] : []),
      ],
    },
    {
      name: 'submariner-globalnet',
      inNamespace: [
        allow([...READ, 'update'], SUBMARINER, ['gateways']),
        allow(WRITE, 'coordination.k8s.io', ['leases']),
        ...(release.watchesConfigMaps ? configMaps : release.serviceCidrs ? [allow(['get', 'list'], '', ['configmaps'])] : []),
      ],
      everywhere: [
        allow(READ, '', ['pods']),
        allow(WRITE, '', ['services', 'endpoints']),
        allow(READ, SUBMARINER, ['clusters', 'endpoints']),
        allow([...WRITE, 'deletecollection'], SUBMARINER, ['clusterglobalegressips', 'globalegressips', 'globalingressips'].flatMap(kind => [kind, `${kind}/status`])),
        allow(READ, MCS, ['serviceexports']),
      ],
    },
    {
      name: 'submariner-lighthouse-agent', mounts: [broker],
      inNamespace: configMaps,
      everywhere: [
        allow(READ, '', ['services', 'namespaces', 'endpoints']),
        allow([...WRITE, 'deletecollection'], 'discovery.k8s.io', SLICES),
        allow(READ, SUBMARINER, ['gateways', 'globalingressips']),
        allow(WRITE, MCS, ['serviceimports', 'serviceimports/status']),
        allow(READ, MCS, ['serviceexports']),
        allow(['update'], MCS, ['serviceexports/status']),
      ],
    },
    {
      name: 'submariner-lighthouse-coredns',
      inNamespace: configMaps,
      everywhere: [
        allow(READ, 'discovery.k8s.io', ['endpointslices']),
        allow(READ, SUBMARINER, ['gateways', 'submariners']),
        allow(READ, MCS, ['serviceimports']),
      ],
    },
  ];
}

function operatorRules(release: SubmarinerRelease): readonly Rule[] {
  const owned = [...release.watchesConfigMaps ? [] : ['brokers'], 'submariners', 'servicediscoveries'];
  return [
    allow(['get', 'create', 'update'], '', ['services']),
    allow(release.watchesConfigMaps ? WRITE : ['get', 'create', 'update', 'delete'], '', ['secrets']),
    allow([...WRITE, 'patch'], 'apps', ['deployments', 'daemonsets']),
    allow(['get', 'create'], 'monitoring.coreos.com', ['servicemonitors']),
    allow(['update'], 'apps', ['deployments/finalizers'], ['submariner-operator']),
    allow(WRITE, SUBMARINER, owned.flatMap(kind => [kind, `${kind}/status`])),
    allow(READ, SUBMARINER, ['gateways']),
    allow(['update'], SUBMARINER, ['submariners/finalizers', 'servicediscoveries/finalizers']),
    allow(WRITE, 'coordination.k8s.io', ['leases']),
    allow(['create'], '', ['events']),
    ...(release.removesSyncer ? [allow(['delete'], '', ['serviceaccounts'], ['submariner-networkplugin-syncer'])] : []),
  ];
}

function operatorClusterRules(release: SubmarinerRelease): readonly Rule[] {
  return [
    allow(['create', ...READ, 'update'], '', ['configmaps']),
    allow(WRITE, CRDS, ['customresourcedefinitions']),
    allow(READ, '', ['pods', 'services', 'nodes']),
    allow(['get', 'create'], 'monitoring.coreos.com', ['servicemonitors']),
    allow(['list'], 'apps', ['daemonsets']),
    ...(release.serviceCidrs ? [allow(['get', 'list'], 'networking.k8s.io', ['servicecidrs'])] : []),
    ...(release.watchesConfigMaps ? [allow(WRITE, SUBMARINER, ['brokers', 'brokers/status'])] : []),
    ...(release.removesSyncer
      ? [allow(['delete'], 'rbac.authorization.k8s.io', ['clusterroles', 'clusterrolebindings'], ['submariner-networkplugin-syncer'])] : []),
  ];
}

function serviceAccount(name: string, mounts: readonly string[] | undefined): Manifest {
  return {
    apiVersion: 'v1', kind: 'ServiceAccount',
    metadata: {
      name, namespace: OPERATOR_NAMESPACE,
      ...(mounts && { annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } }),
    },
    ...(mounts && { secrets: mounts.map(secret => ({ name: secret })) }),
  };
}

function withoutEmptyLabels(manifest: Manifest): Manifest {
  const { labels, ...metadata } = manifest.metadata;
  return { ...manifest, metadata: labels && Object.keys(labels).length > 0 ? manifest.metadata : metadata };
}
