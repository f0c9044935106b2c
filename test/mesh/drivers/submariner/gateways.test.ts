import { describe, expect, test } from '@jest/globals';
import { joined, tunnels } from './meshes';
import { Aws, Calico, FirewallOpening, Fleet, FleetMesh, ManagedCluster, SubmarinerMember, SubmarinerProps } from '../../../../lib';
import { existing, found, nameOf, newFleet, objectIn, objectsOf, thrown } from '../../samples';

/** A cluster on EC2 with some pools. */
function managed(fleet: Fleet, name: string, pools: readonly string[]): ManagedCluster {
  const machine = { instanceType: 'm6i.large' };
  return new ManagedCluster(fleet, name, {
    version: '1.34.1', networkPlugin: Calico.vxlan(), infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'] }),
    controlPlane: { replicas: 1, machine }, pools: Object.fromEntries(pools.map(pool => [pool, { replicas: 2, machine }])),
    network: { pods: '10.201.0.0/16', services: '10.202.0.0/20', nodes: '10.203.0.0/16' },
  });
}

/** A mesh of `east`, which this program makes, and `west`, which runs already. */
function meshWith(pools: readonly string[], member: Partial<SubmarinerMember> = {}, props: Partial<SubmarinerProps> = {}) {
  const fleet = newFleet();
  const [east, west] = [managed(fleet, 'east', pools), existing(fleet, 'west', 2)];
  new FleetMesh(fleet, 'mesh', { members: [{ cluster: east, ...member }, { cluster: west, gateways: { labelledBy: 'Terraform' } }], mesh: tunnels(props) });
  return fleet;
}

const labelsIn = (fleet: Fleet) => fleet.clusterModel('east').nodeLabels;
const GATEWAY = { 'submariner.io/gateway': 'true' };

describe('a pool whose machines are gateways', () => {
  test.each<[string, readonly string[], Partial<SubmarinerMember>, object]>([
    ['is the only one', ['workers'], {}, { workers: GATEWAY }],
    ['is named gateways', ['gateways', 'workers'], {}, { gateways: GATEWAY }],
    ['is the one that the member names', ['a', 'b', 'gateways'], { gateways: { pool: 'b' } }, { b: GATEWAY }],
  ])('%s', (_, pools, member, expected) => {
    const fleet = meshWith(pools, member);
    expect(labelsIn(fleet)).toEqual(expected);
    expect(found(fleet).filter(finding => finding.startsWith('error'))).toEqual([]);
  });

  test('is the one that the mesh names', () => {
    expect(labelsIn(meshWith(['a', 'b'], {}, { gateways: { pool: 'a' } }))).toEqual({ a: GATEWAY });
  });

  test('gets the label from the kubelets of its machines, and no other pool does', () => {
    // Research 1.6, 12.
    const configs = objectsOf(meshWith(['gateways', 'workers']), 'hub').filter(({ kind }) => kind === 'KubeadmConfigTemplate');
    const labels = configs.map(({ metadata, spec }) => [metadata.name.replace(/-[0-9a-f]{8}$/, ''),
      spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs?.find((arg: any) => arg.name === 'node-labels')?.value]);
    expect(labels).toEqual([['east-gateways', expect.stringContaining('submariner.io/gateway=true')], ['east-workers', undefined]]);
  });

  test('must be named where there are several', () => {
    expect(thrown(() => meshWith(['b', 'a']))).toBe("acme/mesh: member 'east': gateways: say which nodes carry the tunnels: { pool: '<one of a, b>' }");
  });

  test('must exist', () => {
    expect(found(meshWith(['workers'], { gateways: { pool: 'gateway' } }))).toEqual([
      expect.stringMatching(/^error unknown-pool: east: nodes of pool 'gateway' are to have submariner\.io\/gateway=true, and east has no such pool/),
    ]);
  });

  test('is needed by no mesh without tunnels', () => {
    expect(labelsIn(meshWith(['a', 'b'], {}, { connectivity: false }))).toEqual({});
  });
});

describe('nodes by their labels', () => {
  const { fleet } = joined({}, { options: { east: { gateways: { nodeSelector: { 'role': 'gateway', 'example.com/zone': '' } } } } });

  test('are labelled by a CronJob of the member, which may change nodes and nothing else', () => {
    const name = 'submariner-gateway-labeller';
    const metadata = { name, namespace: 'submariner-operator' };
    const RBAC = 'rbac.authorization.k8s.io';
    expect(objectsOf(fleet, 'east').filter(object => object.metadata.name === name)).toEqual([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
      { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name, labels: { app: name } }, rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'patch'] }] },
      {
        apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata: { name, labels: { app: name } }, roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
        subjects: [{ kind: 'ServiceAccount', ...metadata }],
      },
      {
        apiVersion: 'batch/v1', kind: 'CronJob', metadata,
        spec: {
          schedule: '*/5 * * * *', concurrencyPolicy: 'Forbid', successfulJobsHistoryLimit: 1,
          jobTemplate: {
            spec: {
              activeDeadlineSeconds: 120,
              template: {
                metadata: { labels: { app: name } },
                spec: {
                  serviceAccountName: name, restartPolicy: 'OnFailure',
                  securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
                  containers: [{
                    name: 'kubectl', image: expect.stringMatching(/^registry\.k8s\.io\/kubectl:v1\.\d+\.\d+$/), command: ['kubectl'],
                    args: ['label', 'nodes', '--selector=example.com/zone=,role=gateway', '--overwrite', 'submariner.io/gateway=true'],
                    resources: { limits: { cpu: '200m', memory: '128Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
                    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
                  }],
                },
              },
            },
          },
        },
      },
    ]);
    expect(found(fleet)).toEqual([]);
  });

  test('of one member say nothing of another', () => {
    expect(objectsOf(fleet, 'west').map(nameOf).filter(name => /labeller/.test(name))).toEqual([]);
  });

  test('may be those of every member', () => {
    const all = joined({ gateways: { nodeSelector: { role: 'gateway' } } }, { each: {} }).fleet;
    expect(['east', 'west'].map(name => objectsOf(all, name).filter(({ kind }) => kind === 'CronJob').length)).toEqual([1, 1]);
  });

  test('are labelled also where every node has a taint that the member stands', () => {
    const tolerations = [{ operator: 'Exists' as const }];
    const tainted = joined({}, { options: { east: { gateways: { nodeSelector: { a: 'b' } }, tolerations } } }).fleet;
    expect(objectIn(tainted, 'east', 'CronJob', 'submariner-gateway-labeller').spec.jobTemplate.spec.template.spec.tolerations).toEqual(tolerations);
  });
});

test('nodes that something else labels are left alone', () => {
  const { fleet } = joined();
  expect(objectsOf(fleet, 'east').map(nameOf).filter(name => /labeller|Job/.test(name))).toEqual([]);
  expect(labelsIn(fleet)).toEqual({});
});

describe('openings of the nodes of a member', () => {
  // Research 1.13.
  const WITHIN: FirewallOpening = { description: 'VXLAN to the gateway (Submariner)', protocol: 'udp', fromPort: 4800, toPort: 4800 };
  const outside = (description: string, port: number, from = ['0.0.0.0/0']): FirewallOpening => ({ description, protocol: 'udp', fromPort: port, toPort: port, from });
  const tunnel = (port = 4500, from?: string[]) => outside('tunnels (Submariner)', port, from);
  const discovery = (from?: string[]) => outside('NAT discovery (Submariner)', 4490, from);
  const ike = (port = 500, from?: string[]) => outside('IKE (Submariner)', port, from);
  const esp = (from = ['0.0.0.0/0']): FirewallOpening => ({ description: 'ESP (Submariner)', protocol: '50', fromPort: -1, toPort: -1, from });
  const PLACES = ['192.0.2.0/24', '198.51.100.0/24'];
  const openings = (props: Partial<SubmarinerProps>, member: Partial<SubmarinerMember> = {}) =>
    joined(props, { options: { east: member } }).fleet.clusterModel('east').openings;

  test.each<[string, Partial<SubmarinerProps>, Partial<SubmarinerMember>, readonly FirewallOpening[]]>([
    ['IPsec', {}, {}, [WITHIN, tunnel(), discovery(), ike(), esp()]],
    ['IPsec without NAT', { natTraversal: false }, {}, [WITHIN, tunnel(), discovery(), ike(), esp()]],
    ['IPsec that may be in its own packets', { forceUdpEncapsulation: false }, {}, [WITHIN, tunnel(), discovery(), ike(), esp()]],
    ['IPsec that is always in UDP', { forceUdpEncapsulation: true }, {}, [WITHIN, tunnel(), discovery(), ike()]],
    ['IPsec that is always in UDP, without NAT', { natTraversal: false, forceUdpEncapsulation: true }, {}, [WITHIN, tunnel(), discovery(), ike()]],
    ['IPsec on other ports, from other places', { natTraversalPort: 4501, ikePort: 501, allowFrom: PLACES }, {},
      [WITHIN, tunnel(4501, PLACES), discovery(PLACES), ike(501, PLACES), esp(PLACES)]],
    ['WireGuard', { cable: 'wireguard' }, {}, [WITHIN, tunnel(), discovery()]],
    ['VXLAN', { cable: 'vxlan', natTraversal: false }, {}, [WITHIN, tunnel(), discovery()]],
    ['a load balancer', { loadBalancer: true }, {}, [WITHIN]],
    ['a load balancer of the member', {}, { loadBalancer: { annotations: {} } }, [WITHIN]],
    ['a load balancer, without NAT', { loadBalancer: true, natTraversal: false }, {}, [WITHIN]],
    ['no load balancer of the member', { loadBalancer: true }, { loadBalancer: false }, [WITHIN, tunnel(), discovery(), ike(), esp()]],
    ['no tunnels', { connectivity: false }, {}, []],
  ])('%s', (_, props, member, expected) => {
    expect([...openings(props, member)].sort((a, b) => (a.description < b.description ? -1 : 1)))
      .toEqual([...expected].sort((a, b) => (a.description < b.description ? -1 : 1)));
  });

  test('are in the firewall that Cluster API makes', () => {
    const text = JSON.stringify(objectsOf(meshWith(['workers'], {}, { allowFrom: ['192.0.2.0/24'] }), 'hub').filter(({ kind }) => kind === 'AWSCluster'));
    const rules = ['"fromPort":4800', '"fromPort":4500', '"fromPort":4490', '"fromPort":500', '"protocol":"50"'].filter(rule => text.includes(rule));
    expect([rules.length, text.includes('192.0.2.0/24')]).toEqual([5, true]);
  });
});
