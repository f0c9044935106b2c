import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { makeCalicoPools } from './calico-pools';
import { claimWrittenByOperator } from './definitions';
import { makeGateways } from './gateways';
import { operatorImage, usedImages } from './images';
import type { JoinedMember } from './joined-member';
import { memberAccounts } from './member-roles';
import { ACCOUNTS_NAMESPACE, BROKER_SECRET, OPERATOR_NAMESPACE, PSK_SECRET, tokenSecretOf } from './names';
import { operatorDeployment } from './operator';
import { serviceDiscoverySpec, submarinerSpec } from './resources';
import type { SubmarinerSettings } from './settings';
import { ServiceDiscovery, Submariner } from '../../../../imports/submariner-operator';
import { AddressSpace, Fleet, ICluster, Manifest, SecretSource } from '../../../fleet';

/** What a member's side is made from. */
export interface MemberParts {
  readonly fleet: Fleet;
  /** The mesh. */
  readonly construct: Construct;
  readonly path: string;
  readonly broker: ICluster;
  readonly settings: SubmarinerSettings;
  readonly members: readonly JoinedMember[];
  /** The definitions that each member gets. */
  readonly definitions: readonly Manifest[];
  /** The spaces by whose addresses members reach each other. */
  readonly routed: readonly AddressSpace[];
  /** Where the token of a member lies in the secret store. */
  readonly tokenKey: (member: JoinedMember) => string;
}

/** What a cluster must have to be a member: the operator, what it is told, and the Secrets that it reads. */
export function makeMember(parts: MemberParts, member: JoinedMember): void {
  const { fleet, construct, path, settings, members, definitions, routed } = parts;
  const { cluster } = member;
  const claim = { cluster: cluster.name, path };
  // Gateways and route agents change the network of their nodes.
  fleet.claim({ ...claim, type: 'namespace', name: OPERATOR_NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } });
  for (const definition of definitions) {
    fleet.claim({ ...claim, type: 'definition', definition });
    claimWrittenByOperator(fleet, claim, definition);
  }
  const scope = new Construct(fleet.scopeOn(cluster, construct), 'member');
  memberAccounts(settings.release, { broker: BROKER_SECRET, psk: PSK_SECRET }).forEach(manifest => make(scope, manifest));
  const operator = make(scope, operatorDeployment(operatorImage(settings), member.options));
  fleet.addArtifacts(() => usedImages(fleet, settings, cluster.name));
  provideToken(parts, member);
  if (settings.connectivity) {
    providePreSharedKey(parts, member);
    makeGateways(scope, fleet, path, member, settings);
    makeCalicoPools(scope, fleet, member, members, routed);
  }
  if (!member.leaving) {
    // Its operator must outlive it, to take its finalizer away.
    makeResource(scope, parts, member).addDependency(operator);
  }
}

function makeResource(scope: Construct, parts: MemberParts, member: JoinedMember): ApiObject {
  const { fleet, settings } = parts;
  const metadata = (name: string) => ({ name, namespace: OPERATOR_NAMESPACE });
  // The names are the operator's: it looks for no others.
  return settings.connectivity
    ? new Submariner(scope, 'Resource', { metadata: metadata('submariner'), spec: submarinerSpec(fleet, settings, member) })
    : new ServiceDiscovery(scope, 'Resource', { metadata: metadata('service-discovery'), spec: serviceDiscoverySpec(fleet, settings, member) });
}

/** The token goes from the broker through the secret store to the member, unless the member is the broker. */
function provideToken({ fleet, construct, broker, settings, tokenKey }: MemberParts, member: JoinedMember): void {
  const { cluster, clusterId } = member;
  const source = { namespace: ACCOUNTS_NAMESPACE, name: tokenSecretOf(clusterId, settings.tokens[settings.tokens.length - 1]) };
  const key = tokenKey(member);
  const input = (secretKey: string, property: string): SecretSource => (cluster === broker
    ? { type: 'secret', ...source, key: secretKey } : { type: 'store', key, property });
  if (cluster !== broker) {
    // No dot: some stores take a property for a path.
    fleet.secrets.handOver(fleet, construct, { cluster: broker.name, ...source, keys: { 'token': { key, property: 'token' }, 'ca.crt': { key, property: 'ca' } } });
  }
  fleet.secrets.provide(fleet, construct, {
    cluster: cluster.name, namespace: OPERATOR_NAMESPACE, name: BROKER_SECRET,
    template: { 'token': '{{ .token }}', 'ca.crt': '{{ .ca }}' },
    inputs: { token: input('token', 'token'), ca: input('ca.crt', 'ca') },
    readBy: 'Submariner, to reach the broker', rotatedBy: 'a new name in tokens of the mesh',
    content: `token and ca.crt of Secret ${source.namespace}/${source.name} of ${broker.name}`,
  });
}

function providePreSharedKey({ fleet, construct, settings }: MemberParts, { cluster }: JoinedMember): void {
  const { key, property } = settings.preSharedKey!;
  fleet.secrets.provide(fleet, construct, {
    cluster: cluster.name, namespace: OPERATOR_NAMESPACE, name: PSK_SECRET,
    template: { psk: '{{ .psk }}' },
    inputs: { psk: { type: 'store', key, ...(property !== undefined && { property }) } },
    readBy: 'Submariner gateways', rotatedBy: 'who keeps the pre-shared key, in all members at once',
    content: 'at least 32 random bytes, the same in every member of the mesh',
  });
}

function make(scope: Construct, manifest: Manifest): ApiObject {
  return new ApiObject(scope, `${manifest.kind} ${manifest.metadata.name}`, manifest);
}
