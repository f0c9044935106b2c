import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { brokerPolicy, OLDEST_WITH_POLICIES } from './broker-policy';
import { brokerDefinitions, claimWrittenByOperator } from './definitions';
import { globalnetInfo, clustersetIpInfo } from './handed-out';
import type { JoinedMember } from './joined-member';
import { ACCOUNTS_NAMESPACE, accountOf, BROKER_NAMESPACE, tokenSecretOf } from './names';
import type { SubmarinerSettings } from './settings';
import { Broker } from '../../../../imports/submariner-operator';
import { allow, bind, READ, role, WRITE } from '../../../delivery/rbac';
import { Fleet, ICluster, Manifest, tryParseKubernetesVersion } from '../../../fleet';

/** What the broker's side is made from. */
export interface BrokerParts {
  readonly fleet: Fleet;
  /** The mesh. */
  readonly construct: Construct;
  readonly path: string;
  readonly broker: ICluster;
  readonly settings: SubmarinerSettings;
  readonly members: readonly JoinedMember[];
}

/** What the broker's API server must have: definitions, two namespaces, the registers of addresses, and an account for each member. */
export function makeBroker(parts: BrokerParts): void {
  const { fleet, construct, path, broker, settings, members } = parts;
  const claim = { cluster: broker.name, path };
  fleet.claim({ ...claim, type: 'namespace', name: BROKER_NAMESPACE });
  fleet.claim({ ...claim, type: 'namespace', name: ACCOUNTS_NAMESPACE });
  for (const definition of brokerDefinitions()) {
    fleet.claim({ ...claim, type: 'definition', definition });
    if (members.some(({ cluster }) => cluster === broker)) {
      claimWrittenByOperator(fleet, claim, definition);
    }
  }
  const scope = new Construct(fleet.scopeOn(broker, construct), 'broker');
  const { globalnet, clustersetIp, customDomains, serviceDiscovery, connectivity } = settings;
  new Broker(scope, 'Resource', {
    metadata: { name: 'submariner-broker', namespace: BROKER_NAMESPACE },
    spec: {
      components: [...serviceDiscovery ? ['service-discovery'] : [], ...connectivity ? ['connectivity'] : []],
      ...(customDomains && { defaultCustomDomains: [...customDomains] }),
      globalnetEnabled: globalnet !== undefined,
      ...(globalnet && { globalnetCIDRRange: globalnet.range.toString(), defaultGlobalnetClusterSize: 2 ** (32 - globalnet.prefix) }),
      clustersetIPEnabled: clustersetIp !== undefined,
      ...(clustersetIp && { clustersetIPCIDRRange: clustersetIp.range.toString() }),
    },
  });
  // The operator makes them from the Broker, and never changes them again (submariner-operator#1930).
  const info = (name: string, data: unknown, labels?: Readonly<Record<string, string>>) => new ApiObject(scope, name, {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: BROKER_NAMESPACE, ...(labels && { labels }) }, data,
  });
  info('submariner-globalnet-info', fleet.lazy(() => globalnetInfo(fleet, settings, members)), { component: 'submariner-globalnet' });
  info('submariner-clustersetip-info', fleet.lazy(() => clustersetIpInfo(fleet, settings, members)));
  members.forEach(member => makeAccount(new Construct(scope, `member-${member.cluster.name}`), member, settings));
  if (settings.admissionPolicy ?? hasPolicies(fleet, broker)) {
    brokerPolicy().forEach(manifest => new ApiObject(scope, manifest.kind, manifest));
  }
}

/** Whether the API server of a cluster knows admission policies in CEL. */
export function hasPolicies(fleet: Fleet, { name }: ICluster): boolean {
  return tryParseKubernetesVersion(fleet.declarationOf(name).version)!.minor >= OLDEST_WITH_POLICIES;
}

function makeAccount(scope: Construct, { clusterId }: JoinedMember, { tokens }: SubmarinerSettings): void {
  const name = accountOf(clusterId);
  const account = { name, namespace: ACCOUNTS_NAMESPACE };
  const metadata = { name, namespace: BROKER_NAMESPACE };
  make(scope, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account, automountServiceAccountToken: false });
  make(scope, { ...role({ ...metadata, labels: {} }, brokerRules(clusterId)), metadata });
  make(scope, { ...bind({ ...metadata, labels: {} }, name, [account]), metadata });
  for (const token of tokens) {
    make(scope, {
      apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token',
      metadata: { name: tokenSecretOf(clusterId, token), namespace: ACCOUNTS_NAMESPACE, annotations: { 'kubernetes.io/service-account.name': name } },
    });
  }
}

/**
 * What a member may do in the broker's namespace (submariner-operator v0.19 `config/broker/broker-client/role.yaml`), as its own Role and without
 * what its agents do not use: other members' Clusters, Brokers, ServiceAccounts.
 *
 * It must see Secrets there, for the operator does not begin before it has listed them; there are none.
 */
function brokerRules(clusterId: string) {
  return [
    allow([...READ, 'create'], 'submariner.io', ['clusters']),
    allow(['update', 'patch', 'delete'], 'submariner.io', ['clusters'], [clusterId]),
    allow(WRITE, 'submariner.io', ['endpoints']),
    allow(WRITE, 'multicluster.x-k8s.io', ['serviceimports', 'serviceimports/status']),
    allow(WRITE, 'discovery.k8s.io', ['endpointslices', 'endpointslices/restricted']),
    allow(READ, '', ['secrets']),
  ];
}

function make(scope: Construct, manifest: Manifest): void {
  new ApiObject(scope, `${manifest.kind} ${manifest.metadata.name}`, manifest);
}
