import { describe, expect, test } from '@jest/globals';
import { joined } from './meshes';
import { environmentFor } from '../../../../lib/schema/cel/environment';
import { redirectCalls } from '../../../../lib/schema/cel/source';
import { permutations } from '../../../fleet/members';
import { objectIn, objectsOf } from '../../samples';

const POLICY = objectIn(joined().fleet, 'hub', 'ValidatingAdmissionPolicy', 'submariner-broker');
const SOURCE = 'multicluster.kubernetes.io/source-cluster';
const account = (id: string, namespace = 'submariner-k8s-broker-accounts') => `system:serviceaccount:${namespace}:cluster-${id}`;

interface Entry {
  readonly cluster: string;
  readonly [field: string]: string;
}

/** What the policy sees of an object. */
interface Seen {
  readonly metadata: { readonly name?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: { readonly clusters?: readonly Entry[] };
}

interface Request {
  readonly user: string;
  readonly resource: 'clusters' | 'endpoints' | 'endpointslices' | 'serviceimports';
  readonly name?: string;
  /** None when it is deleted. */
  readonly object: Seen | null;
  /** None when it is created. */
  readonly oldObject: Seen | null;
}

/** Expressions of the API server: `object`, `oldObject`, `request` and `variables`. */
const environment = environmentFor({}).clone();
['object', 'oldObject', 'request', 'variables'].forEach(name => environment.registerVariable(name, 'dyn'));

function evaluate(expression: string, values: Record<string, unknown>): unknown {
  return environment.evaluate(redirectCalls(expression), values);
}

/** Why the API server refuses a request; an expression that stops counts as false. */
function refusals({ user, resource, name = '', object, oldObject }: Request): readonly string[] {
  const values = { object, oldObject, request: { userInfo: { username: user }, resource: { resource }, name } };
  const { matchConditions, variables, validations } = POLICY.spec;
  if (matchConditions.some(({ expression }: any) => evaluate(expression, values) !== true)) {
    return [];
  }
  const known = Object.fromEntries(variables.map((variable: any) => [variable.name, evaluate(variable.expression, values)]));
  return validations.filter(({ expression }: any) => {
    try {
      return evaluate(expression, { ...values, variables: known }) !== true;
    } catch {
      return true;
    }
  }).map(({ message }: any) => message);
}

/** Whether a member may do it, by the rules in words: it writes what is its own, and nobody else's entry of a ServiceImport moves. */
function isAllowed({ user, resource, name, object, oldObject }: Request): boolean {
  const parts = user.split(':');
  const isMember = parts.length === 4 && parts[2] === 'submariner-k8s-broker-accounts' && parts[3].startsWith('cluster-');
  if (!isMember) {
    return true;
  }
  const id = parts[3].slice('cluster-'.length);
  const there = [oldObject, object].filter(seen => seen !== null);
  switch (resource) {
    case 'clusters': return name === id;
    case 'endpoints': return there.every(({ spec }) => spec !== undefined && spec.cluster_id === id);
    case 'endpointslices': return there.every(({ metadata }) => (metadata.labels ?? {})[SOURCE] === id);
    case 'serviceimports': {
      const others = (seen: Seen | null) => JSON.stringify((seen?.status?.clusters ?? []).filter(({ cluster }) => cluster !== id));
      return others(object) === others(oldObject);
    }
  }
}

const USERS = [
  account('east'), account('west'), account('east-2'), account('east', 'default'), 'system:serviceaccount:submariner-k8s-broker-accounts:default', 'kubernetes-admin',
  'system:serviceaccount:submariner-k8s-broker:submariner-retire',
];

/** Requests about objects of these: created, changed from any to any, and deleted. */
function requests(resource: Request['resource'], objects: readonly Seen[], names: readonly (string | undefined)[] = ['one']): readonly Request[] {
  const all = [null, ...objects];
  const pairs = all.flatMap(object => all.map(oldObject => [object, oldObject] as const)).filter(pair => pair.some(seen => seen !== null));
  return USERS.flatMap(user => names.flatMap(name => pairs.map(([object, oldObject]) => ({ user, resource, name, object, oldObject }))));
}

/** Every list of some entries, in every order. */
function listsOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const subsets = entries.reduce<readonly (readonly Entry[])[]>((all, entry) => [...all, ...all.map(some => [...some, entry])], [[]]);
  return subsets.flatMap(subset => permutations(subset));
}

const metadata = { name: 'one' };
const ENTRIES: readonly Entry[] = [{ cluster: 'east' }, { cluster: 'west' }, { cluster: 'east-2' }];
const CASES: Readonly<Record<Request['resource'], readonly Request[]>> = {
  clusters: requests('clusters', [{ metadata, spec: { cluster_id: 'east' } }, { metadata, spec: { cluster_id: 'west' } }], ['east', 'west', 'east-2', 'EAST', '', undefined]),
  endpoints: requests('endpoints', ['east', 'west', 'east-2', '', undefined].map(id => ({ metadata, spec: id === undefined ? {} : { cluster_id: id } })).concat([{ metadata } as any])),
  endpointslices: requests('endpointslices', [
    ...['east', 'west', 'east-2', ''].map(id => ({ metadata: { ...metadata, labels: { [SOURCE]: id, 'submariner-io/clusterID': 'east' } } })),
    { metadata }, { metadata: { ...metadata, labels: {} } }, { metadata: { ...metadata, labels: { 'submariner-io/clusterID': 'east' } } },
  ]),
  serviceimports: requests('serviceimports', [
    ...listsOf(ENTRIES).map(clusters => ({ metadata, spec: { type: 'ClusterSetIP' }, status: { clusters } })),
    { metadata, status: { clusters: [{ cluster: 'west', note: 'changed' }] } }, { metadata, status: {} }, { metadata },
  ]),
};

describe('the policy against every request of a small world', () => {
  test.each(Object.entries(CASES))('%s: it refuses what a member may not do, and nothing else', (_, cases) => {
    const wrong = cases.filter(request => (refusals(request).length === 0) !== isAllowed(request));
    expect(wrong).toEqual([]);
    // Both answers occur, or the comparison would be of nothing.
    const allowed = cases.filter(isAllowed).length;
    expect([allowed > 20, cases.length - allowed > 20]).toEqual([true, true]);
  });
});

describe('the policy', () => {
  const endpoint = (id: string): Seen => ({ metadata, spec: { cluster_id: id } });
  const slice = (id?: string): Seen => ({ metadata: { name: 'one', ...(id !== undefined && { labels: { [SOURCE]: id } }) } });
  const imported = (...clusters: readonly string[]): Seen => ({ metadata, status: { clusters: clusters.map(cluster => ({ cluster })) } });
  const east = account('east');
  const nothing: readonly string[] = [];
  const [clusters, endpoints, slices, imports] = [
    ['a member writes the Cluster of its own id only'], ['a member writes Endpoints of its own id only'], ['a member writes EndpointSlices of its own services only'],
    ['a member changes its own entry of a ServiceImport only'],
  ];

  test.each<[string, Request, readonly string[]]>([
    ['its Cluster', { user: east, resource: 'clusters', name: 'east', object: endpoint('east'), oldObject: null }, nothing],
    ["another's Cluster", { user: east, resource: 'clusters', name: 'west', object: endpoint('east'), oldObject: null }, clusters],
    ['its Endpoint', { user: east, resource: 'endpoints', object: endpoint('east'), oldObject: null }, nothing],
    ["another's Endpoint", { user: east, resource: 'endpoints', object: endpoint('west'), oldObject: null }, endpoints],
    ['an Endpoint that it takes over', { user: east, resource: 'endpoints', object: endpoint('east'), oldObject: endpoint('west') }, endpoints],
    ['an Endpoint that it gives away', { user: east, resource: 'endpoints', object: endpoint('west'), oldObject: endpoint('east') }, endpoints],
    ["another's Endpoint, deleted", { user: east, resource: 'endpoints', object: null, oldObject: endpoint('west') }, endpoints],
    ['its Endpoint, deleted', { user: east, resource: 'endpoints', object: null, oldObject: endpoint('east') }, nothing],
    ['its EndpointSlice', { user: east, resource: 'endpointslices', object: slice('east'), oldObject: null }, nothing],
    ['an EndpointSlice of nobody', { user: east, resource: 'endpointslices', object: slice(), oldObject: null }, slices],
    ['an EndpointSlice that it labels', { user: east, resource: 'endpointslices', object: slice('east'), oldObject: slice() }, slices],
    ["another's EndpointSlice, deleted", { user: east, resource: 'endpointslices', object: null, oldObject: slice('west') }, slices],
    ['a ServiceImport that it begins', { user: east, resource: 'serviceimports', object: imported('east'), oldObject: null }, nothing],
    ['a ServiceImport that it begins for another', { user: east, resource: 'serviceimports', object: imported('west'), oldObject: null }, imports],
    ['its entry beside others', { user: east, resource: 'serviceimports', object: imported('west', 'east', 'north'), oldObject: imported('west', 'north') }, nothing],
    ["another's entry, taken away", { user: east, resource: 'serviceimports', object: imported('east'), oldObject: imported('east', 'west') }, imports],
    ["others' entries in another order", { user: east, resource: 'serviceimports', object: imported('north', 'west'), oldObject: imported('west', 'north') }, imports],
    ['the last entry, with the object', { user: east, resource: 'serviceimports', object: null, oldObject: imported('east') }, nothing],
    ['an object that another is in', { user: east, resource: 'serviceimports', object: null, oldObject: imported('east', 'west') }, imports],
    ['anything, by the administrator', { user: 'kubernetes-admin', resource: 'endpoints', object: endpoint('west'), oldObject: endpoint('east') }, nothing],
    ['anything, by the Job for former members',
      { user: 'system:serviceaccount:submariner-k8s-broker:submariner-retire', resource: 'clusters', name: 'west', object: null, oldObject: endpoint('west') }, nothing],
  ])('%s', (_, request, expected) => {
    expect(refusals(request)).toEqual(expected);
  });

  test('is about every kind that a member may write at the broker, in that namespace alone, and when in doubt refuses', () => {
    const { fleet } = joined();
    const { spec, metadata: named } = POLICY;
    expect([named, spec.failurePolicy, spec.matchConstraints.namespaceSelector]).toEqual([
      { name: 'submariner-broker' }, 'Fail', { matchLabels: { 'kubernetes.io/metadata.name': 'submariner-k8s-broker' } },
    ]);
    const guarded = spec.matchConstraints.resourceRules.flatMap(({ apiGroups, apiVersions, operations, resources }: any) =>
      resources.map((resource: string) => `${apiGroups} ${apiVersions} ${operations}: ${resource}`));
    const writable = objectIn(fleet, 'hub', 'Role', 'cluster-east').rules.filter(({ verbs }: any) => verbs.includes('update'))
      .flatMap(({ apiGroups, resources }: any) => resources.map((resource: string) => `${apiGroups} * CREATE,UPDATE,DELETE: ${resource}`))
      // A right beside that on EndpointSlices, not a subresource that is written.
      .filter((line: string) => !line.endsWith('endpointslices/restricted'));
    expect([...guarded].sort()).toEqual([...writable].sort());
    expect(objectsOf(fleet, 'hub').find(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')).toEqual({
      apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: 'submariner-broker' },
      spec: { policyName: 'submariner-broker', validationActions: ['Deny', 'Audit'] },
    });
  });

  test('names the reason of a refusal for those who read the log of a member', () => {
    expect(POLICY.spec.validations.map(({ reason }: any) => reason)).toEqual(['Forbidden', 'Forbidden', 'Forbidden', 'Forbidden']);
  });
});
