import { describe, expect, test } from '@jest/globals';
import {
  checkManifests, CiliumClusterwideNetworkPolicy, CiliumNetworkPolicy, CiliumNetworkPolicyProps, FleetMesh, formatFinding, ICluster,
} from '../../../lib';
import { fullMesh, joined, WITH_CILIUM } from '../drivers/cilium-cluster-mesh/meshes';
import { existing, found, objectIn, thrown } from '../samples';

const CLUSTER = 'io.cilium.k8s.policy.cluster';
const NAMESPACE = 'io.kubernetes.pod.namespace';
const program = () => joined({}, { members: ['east', 'north', 'west'], options: { west: { clusterName: 'occident' } } });

describe('a policy about pods of other members', () => {
  test('names the cluster in every selector, by its name in the mesh', () => {
    const { fleet, clusterOf } = program();
    const policy = new CiliumNetworkPolicy(fleet, 'allow-cross-cluster', {
      cluster: clusterOf('east'), namespace: 'production', endpointSelector: { app: 'frontend' }, description: 'frontend calls api', allowDns: true,
      egress: [{ to: [{ matchLabels: { app: 'api' }, cluster: clusterOf('west') }], ports: [8080, { port: 'http', protocol: 'UDP' }] }],
    });
    expect(found(fleet)).toEqual([]);
    const object = objectIn(fleet, 'east', 'CiliumNetworkPolicy', 'allow-cross-cluster');
    expect(object).toEqual({
      apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'allow-cross-cluster', namespace: 'production' },
      spec: {
        description: 'frontend calls api',
        endpointSelector: { matchLabels: { app: 'frontend', [CLUSTER]: 'east' } },
        egress: [
          {
            toEndpoints: [{ matchLabels: { app: 'api', [CLUSTER]: 'occident' } }],
            toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }, { port: 'http', protocol: 'UDP' }] }],
          },
          {
            toEndpoints: [{ matchLabels: { 'k8s-app': 'kube-dns', 'io.kubernetes.pod.namespace': 'kube-system', [CLUSTER]: 'east' } }],
            toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }] }],
          },
        ],
      },
    });
    expect(policy.node.defaultChild).toBeDefined();
    expect(objectIn(fleet, 'east', 'Namespace', 'production')).toBeDefined();
  });

  test('takes calls from several clusters, from every one, and from its own', () => {
    const { fleet, clusterOf } = program();
    new CiliumClusterwideNetworkPolicy(fleet, 'policy', {
      cluster: clusterOf('east'), name: 'api', endpointSelector: { app: 'api' },
      ingress: [
        { from: [{ matchLabels: { app: 'a' }, cluster: [clusterOf('west'), clusterOf('north')], namespace: 'shop' }, { matchLabels: {}, cluster: 'every' }] },
        { from: [{ matchLabels: { app: 'b' } }] },
      ],
      egress: [],
    });
    expect(found(fleet)).toEqual([]);
    expect(objectIn(fleet, 'east', 'CiliumClusterwideNetworkPolicy', 'api')).toEqual({
      apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'api' },
      spec: {
        endpointSelector: { matchLabels: { app: 'api', [CLUSTER]: 'east' } },
        ingress: [
          {
            fromEndpoints: [
              { matchLabels: { 'app': 'a', 'io.kubernetes.pod.namespace': 'shop' }, matchExpressions: [{ key: CLUSTER, operator: 'In', values: ['north', 'occident'] }] },
              { matchLabels: {}, matchExpressions: [{ key: CLUSTER, operator: 'Exists' }] },
            ],
          },
          { fromEndpoints: [{ matchLabels: { app: 'b', [CLUSTER]: 'east' } }] },
        ],
        // Nothing is let out.
        egress: [{}],
      },
    });
  });

  test.each<[string, object, object]>([
    ['all calls in', { ingress: [] }, { ingress: [{}] }],
    ['all calls out', { egress: [] }, { egress: [{}] }],
    ['both', { ingress: [], egress: [] }, { ingress: [{}], egress: [{}] }],
  ])('refuses %s by one empty rule', (_, props, rules) => {
    const { fleet, clusterOf } = program();
    new CiliumNetworkPolicy(fleet, 'policy', { cluster: clusterOf('east'), namespace: 'production', endpointSelector: { app: 'api' }, ...props });
    const policy = objectIn(fleet, 'east', 'CiliumNetworkPolicy', 'policy');
    expect(policy.spec).toEqual({ endpointSelector: { matchLabels: { app: 'api', [CLUSTER]: 'east' } }, ...rules });
    expect(checkManifests([policy])).toEqual([]);
  });

  test('lets nothing out but questions to DNS', () => {
    const { fleet, clusterOf } = program();
    new CiliumNetworkPolicy(fleet, 'policy', { cluster: clusterOf('east'), namespace: 'production', endpointSelector: {}, egress: [], allowDns: true });
    const { egress } = objectIn(fleet, 'east', 'CiliumNetworkPolicy', 'policy').spec;
    expect(egress.map(({ toPorts }: any) => toPorts)).toEqual([[{ ports: [{ port: '53', protocol: 'ANY' }] }]]);
  });

  test('is about one namespace by its label, where it is for all of them', () => {
    const { fleet, clusterOf } = program();
    new CiliumClusterwideNetworkPolicy(fleet, 'policy', { cluster: clusterOf('east'), endpointSelector: { [NAMESPACE]: 'shop' }, ingress: [] });
    expect(objectIn(fleet, 'east', 'CiliumClusterwideNetworkPolicy', 'policy').spec.endpointSelector).toEqual({ matchLabels: { [NAMESPACE]: 'shop', [CLUSTER]: 'east' } });
  });

  test('finds one about a cluster that is not in the mesh', () => {
    const { fleet, clusterOf } = program();
    const south = existing(fleet, 'south', 4, WITH_CILIUM);
    const pods = (cluster: any) => ({ matchLabels: { app: 'a' }, cluster });
    new CiliumNetworkPolicy(fleet, 'policy', {
      cluster: clusterOf('east'), namespace: 'production', endpointSelector: {}, ingress: [{ from: [pods(south), pods(clusterOf('west'))] }, { from: [pods(south)] }],
    });
    expect(found(fleet)).toEqual(['error cilium-policy-not-joined: acme/policy: pods of south are in no Cilium mesh with east, so that the policy never lets them in or out: join the two with'
      + ' CiliumClusterMesh.fullMesh, or correct the cluster']);
  });

  test('finds one about a member of another mesh', () => {
    const { fleet, clusterOf } = program();
    const [south, far] = [existing(fleet, 'south', 4, WITH_CILIUM), existing(fleet, 'far-1', 5, WITH_CILIUM)];
    new FleetMesh(fleet, 'second', { members: [south, far], mesh: fullMesh() });
    const about = (id: string, cluster: ICluster, pods: ICluster) =>
      new CiliumNetworkPolicy(fleet, id, { cluster, namespace: 'a', endpointSelector: {}, egress: [{ to: [{ matchLabels: {}, cluster: pods }] }] });
    about('a', south, far);
    about('b', south, clusterOf('east'));
    expect(found(fleet).map(text => text.slice(0, 56))).toEqual(['error cilium-policy-not-joined: acme/b: pods of east are']);
  });

  test('is about its own cluster also without a mesh', () => {
    const { fleet } = program();
    const south = existing(fleet, 'south', 4, WITH_CILIUM);
    new CiliumNetworkPolicy(fleet, 'policy', { cluster: south, namespace: 'a', endpointSelector: {}, ingress: [] });
    expect(found(fleet)).toEqual([]);
  });
});

describe('throws for', () => {
  const { fleet, clusterOf } = program();
  let count = 0;
  const make = (props: object) => {
    count += 1;
    const all = { cluster: clusterOf('east'), namespace: 'production', endpointSelector: { app: 'a' }, ...props } as unknown as CiliumNetworkPolicyProps;
    return thrown(() => new CiliumNetworkPolicy(fleet, `p${count}`, all)).replace(/^acme\/p\d+: /, '');
  };
  const from = (...pods: unknown[]) => ({ ingress: [{ from: pods }] });

  test.each<[string, object, string]>([
    ['a policy that says nothing', {}, 'the policy says nothing; write ingress or egress, [] to refuse all calls'],
    ['what is no option', { ingress: [], ingres: [] }, 'ingres is no option; write one of cluster, endpointSelector, namespace, name, ingress, egress, allowDns, description'],
    ['no selector', { ingress: [], endpointSelector: undefined }, 'endpointSelector is missing; write an object of texts'],
    ['DNS without egress', { ingress: [], allowDns: true }, 'allowDns: without egress nothing is refused; remove it, or write egress'],
    ['a namespace that is none', { ingress: [], namespace: 'Prod' }, "namespace: write lower-case letters, digits and dashes, 63 at most, got 'Prod'"],
    ['nobody who calls', { ingress: [{ from: [] }] }, 'ingress[0].from: name the pods, [{ matchLabels: { ... } }], got none'],
    ['the other side', { ingress: [{ to: [{ matchLabels: {} }] }] }, 'ingress[0].from: name the pods, [{ matchLabels: { ... } }], got nothing'],
    ['both sides', { ingress: [{ from: [{ matchLabels: {} }], to: [] }] }, 'ingress[0].to is no option; write one of from, ports'],
    ['both sides of egress', { egress: [{ to: [{ matchLabels: {} }], from: [] }] }, 'egress[0].from is no option; write one of to, ports'],
    ['pods without labels', from({}), 'ingress[0].from[0].matchLabels is missing; write an object of texts'],
    ['pods with what is no option', from({ matchLabels: {}, labels: {} }), 'ingress[0].from[0].labels is no option; write one of matchLabels, cluster, namespace'],
    ['the name of a cluster', from({ matchLabels: {}, cluster: 'west' }), "ingress[0].from[0].cluster: write a cluster, a list of clusters, or 'every'"],
    ['no clusters', from({ matchLabels: {}, cluster: [] }), "ingress[0].from[0].cluster: write a cluster, a list of clusters, or 'every'"],
    ['the label of the cluster', from({ matchLabels: { [`k8s:${CLUSTER}`]: 'west' } }), `ingress[0].from[0].matchLabels: ${CLUSTER} is not for you to write; say cluster`],
    ['the label of the namespace', from({ matchLabels: { 'io.kubernetes.pod.namespace': 'a' } }),
      'ingress[0].from[0].matchLabels: io.kubernetes.pod.namespace is not for you to write; say namespace'],
    ['a namespace of pods that is none', from({ matchLabels: {}, namespace: 'A' }), "ingress[0].from[0].namespace: write lower-case letters, digits and dashes, 63 at most, got 'A'"],
    ...[CLUSTER, `k8s:${CLUSTER}`].map((label): [string, object, string] => [`${label} of its own pods`, { ingress: [], endpointSelector: { [label]: 'west' } },
      `endpointSelector: ${CLUSTER} is not for you to write; say cluster`]),
    ...[NAMESPACE, `k8s:${NAMESPACE}`].map((label): [string, object, string] => [`${label} of its own pods`, { ingress: [], endpointSelector: { [label]: 'a' } },
      `endpointSelector: ${NAMESPACE} is not for you to write; say namespace`]),
    ['no ports', { ingress: [{ from: [{ matchLabels: {} }], ports: [] }] }, 'ingress[0].ports: name ports, or leave it out for all'],
    ['port 0', { ingress: [{ from: [{ matchLabels: {} }], ports: [0] }] },
      'ingress[0].ports[0]: write a port from 1 to 65535 or its name, and one of TCP, UDP, SCTP, ANY, got 0 TCP'],
    ...[1.5, 65_536, '8080', 'HTTP', undefined].map((port): [string, object, string] => [`port ${String(port)}`, { ingress: [{ from: [{ matchLabels: {} }], ports: [{ port }] }] },
      `ingress[0].ports[0]: write a port from 1 to 65535 or its name, and one of TCP, UDP, SCTP, ANY, got ${String(port)} TCP`]),
    ['another protocol', { ingress: [{ from: [{ matchLabels: {} }], ports: [{ port: 80, protocol: 'tcp' }] }] },
      'ingress[0].ports[0]: write a port from 1 to 65535 or its name, and one of TCP, UDP, SCTP, ANY, got 80 tcp'],
    ['a misspelt protocol', { ingress: [{ from: [{ matchLabels: {} }], ports: [80, { port: 80, protocl: 'UDP' }] }] },
      'ingress[0].ports[1].protocl is no option; write one of port, protocol'],
    ['null for a port', { egress: [{ to: [{ matchLabels: {} }], ports: [null] }] }, "egress[0].ports[0]: write a number, or { port: 'http' }, got null"],
    ['a bare name of a port', { ingress: [{ from: [{ matchLabels: {} }], ports: ['http'] }] }, "ingress[0].ports[0]: write a number, or { port: 'http' }, got 'http'"],
  ])('%s', (_, props, message) => {
    expect(make(props)).toBe(message);
  });
});

test('the label of the cluster is refused in a policy for all namespaces too', () => {
  const { fleet, clusterOf } = program();
  expect(thrown(() => new CiliumClusterwideNetworkPolicy(fleet, 'policy', { cluster: clusterOf('east'), endpointSelector: { [CLUSTER]: 'west' }, ingress: [] })))
    .toBe(`acme/policy: endpointSelector: ${CLUSTER} is not for you to write; say cluster`);
});

test('the API version of many tutorials is refused, with the one to write', () => {
  const manifest = {
    apiVersion: 'cilium.io/v2alpha1', kind: 'CiliumClusterwideNetworkPolicy', metadata: { name: 'allow-cross-cluster' },
    spec: {
      endpointSelector: { matchLabels: { app: 'frontend' } }, egress: [{ toEndpoints: [{ matchLabels: { [CLUSTER]: 'cluster-2', app: 'api' } }] }],
    },
  };
  expect(checkManifests([manifest]).map(formatFinding)).toEqual([
    expect.stringMatching(/^error api-version: .*apiVersion cilium\.io\/v2alpha1 is not the one to write; write cilium\.io\/v2 and its field names$/),
  ]);
  expect(checkManifests([{ ...manifest, apiVersion: 'cilium.io/v2' }])).toEqual([]);
});
