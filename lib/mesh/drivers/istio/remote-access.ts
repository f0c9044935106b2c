import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { bucketsOf, secretsFor } from './buckets';
import type { JoinedMember } from './joined-member';
import { kubeconfigTemplate } from './kubeconfig';
import { ASSEMBLY_NAMESPACE, READER_ACCOUNT, REMOTE_SECRET, REMOTE_SECRET_LABEL } from './names';
import type { IstioSettings } from './settings';
import { Fleet, ICluster, Manifest, SecretSource } from '../../../fleet';

/** What access of members to each other is made from. */
export interface AccessParts {
  readonly fleet: Fleet;
  /** The mesh. */
  readonly mesh: Construct;
  /** Its name in the fleet, for names of Secrets. */
  readonly name: string;
  readonly settings: IstioSettings;
  /** Where the kubeconfigs are put together. */
  readonly assembledIn: ICluster;
  readonly keyPrefix: string;
}

/**
 * How control planes read the API servers of other members. Each member has an account for it, whose token goes to the secret store; one cluster puts
 * a kubeconfig for each member together; and every control plane takes all of them, its own too, which istiod leaves out by itself.
 */
export function makeRemoteAccess(parts: AccessParts, members: readonly JoinedMember[]): void {
  const { fleet, mesh, name, settings: { systemNamespace, tokens, primary }, assembledIn, keyPrefix } = parts;
  const read = members.filter(({ cluster }) => cluster !== primary);
  read.forEach(member => makeReader(parts, member));
  const { count, buckets } = bucketsOf(read, ({ clusterId }) => clusterId);
  const keys = [...buckets].map(([bucket, own]) => {
    const place = count === 1 ? 'remotes' : `remotes-of-${count}/${bucket}`;
    if (fleet.secrets.handsOver) {
      assemble(parts, `${fleet.node.id}.${name}.${place.replace('/', '.')}`, `${keyPrefix}/${place}`, own);
    }
    return { key: `${keyPrefix}/${place}`, bucket, ids: own.map(({ clusterId }) => clusterId) };
  });
  if (keys.length > 0 && fleet.secrets.handsOver) {
    fleet.claim({ type: 'namespace', cluster: assembledIn.name, path: mesh.node.path, name: ASSEMBLY_NAMESPACE });
  }
  const secrets = secretsFor(read.length);
  for (const member of members.filter(({ role }) => role === 'control-plane')) {
    for (let i = 0; i < secrets; i += 1) {
      const own = keys.filter(({ bucket }) => bucket % secrets === i);
      if (own.length > 0) {
        fleet.secrets.provide(fleet, mesh, {
          cluster: member.cluster.name, namespace: systemNamespace, name: secrets === 1 ? REMOTE_SECRET : `${REMOTE_SECRET}-${i}-of-${secrets}`,
          labels: { [REMOTE_SECRET_LABEL]: 'true' },
          template: {}, inputs: {}, whole: own.map(({ key }) => ({ key })), wholeKeys: own.flatMap(({ ids }) => ids),
          readBy: 'istiod, to find services of the other members', rotatedBy: 'a new name in tokens of the mesh',
          content: `for each member a kubeconfig, whose cluster, context and user are called as the key, with token and ca.crt of Secret ${systemNamespace}/${
            tokenSecret(tokens[tokens.length - 1])} there`,
        });
      }
    }
  }
}

/**
 * The account, its rights and its tokens. It is not the account of the chart: Kubernetes deletes a token whose account is not there yet, and the
 * chart comes by another way than this. The role is that of the chart.
 */
function makeReader({ fleet, mesh, settings, keyPrefix }: AccessParts, { cluster, clusterId }: JoinedMember): void {
  const { systemNamespace: namespace, tokens, revision } = settings;
  const scope = new Construct(fleet.scopeOn(cluster, mesh), 'reader');
  const metadata = { name: READER_ACCOUNT, namespace };
  const ofRevision = `${revision === undefined ? '' : `-${revision}`}-${namespace}`;
  // No dependencies: Argo CD would wait with the token until kubeconfigs are there that are made from it. By kind it applies the account first.
  make(scope, { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false });
  make(scope, {
    // Named as the role: a binding cannot go from one role to another.
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: `${READER_ACCOUNT}${ofRevision}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `istio-reader-clusterrole${ofRevision}` },
    subjects: [{ kind: 'ServiceAccount', ...metadata }],
  });
  for (const token of tokens) {
    make(scope, {
      apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token',
      metadata: { name: tokenSecret(token), namespace, annotations: { 'kubernetes.io/service-account.name': READER_ACCOUNT } },
    });
  }
  const key = tokenKey(keyPrefix, clusterId);
  // No dot: some stores take a property for a path.
  fleet.secrets.handOver(fleet, mesh, {
    cluster: cluster.name, namespace, name: tokenSecret(tokens[tokens.length - 1]), keys: { 'token': { key, property: 'token' }, 'ca.crt': { key, property: 'ca' } },
  });
}

/** Puts kubeconfigs together, so that every member takes a few values of the store and not one for each other member. */
function assemble({ fleet, mesh, assembledIn, keyPrefix }: AccessParts, name: string, key: string, members: readonly JoinedMember[]): void {
  const input = ({ clusterId }: JoinedMember, property: string): SecretSource => ({ type: 'store', key: tokenKey(keyPrefix, clusterId), property });
  fleet.secrets.provide(fleet, mesh, {
    cluster: assembledIn.name, namespace: ASSEMBLY_NAMESPACE, name,
    template: Object.fromEntries(members.map(member => [member.clusterId, kubeconfigTemplate(member)])),
    inputs: Object.fromEntries(members.flatMap(member => ['token', 'ca'].map(property => [`${member.clusterId}.${property}`, input(member, property)]))),
    readBy: 'External Secrets, to hand it over to the members', rotatedBy: 'a new name in tokens of the mesh',
  });
  fleet.secrets.handOver(fleet, mesh, { cluster: assembledIn.name, namespace: ASSEMBLY_NAMESPACE, name, whole: { key } });
}

/** Name of the Secret of a token. */
export function tokenSecret(token: string): string {
  return `${READER_ACCOUNT}-token-${token}`;
}

function tokenKey(keyPrefix: string, clusterId: string): string {
  return `${keyPrefix}/token/${clusterId}`;
}

function make(scope: Construct, manifest: Manifest): void {
  new ApiObject(scope, `${manifest.kind} ${manifest.metadata.name}`, manifest);
}
