import { describe, expect, test } from '@jest/globals';
import { joined, KEPT, specOf, without } from './meshes';
import { Fleet, Secrets } from '../../../../lib';
import { SchemaCatalogue } from '../../../../lib/fleet/render/schema-catalogue';
import { found, nameOf, objectIn, objectsOf } from '../../samples';

const NAMESPACE = 'submariner-operator';
const isRole = ({ kind }: { readonly kind: string }) => /Role(Binding)?$/.test(kind);
const account = (name: string) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: NAMESPACE } });

/** Research 1.6, 8; `--leader-elect` and the resources by the Deployment in the bundles from 0.20 on. */
const OPERATOR = {
  apiVersion: 'apps/v1', kind: 'Deployment',
  metadata: { name: 'submariner-operator', namespace: NAMESPACE, labels: { 'control-plane': 'submariner-operator' } },
  spec: {
    replicas: 1,
    selector: { matchLabels: { 'control-plane': 'submariner-operator' } },
    template: {
      metadata: { labels: { 'control-plane': 'submariner-operator' }, annotations: { 'kubectl.kubernetes.io/default-container': 'submariner-operator' } },
      spec: {
        serviceAccountName: 'submariner-operator',
        terminationGracePeriodSeconds: 10,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{
          name: 'submariner-operator', image: 'quay.io/submariner/submariner-operator:0.24.1', imagePullPolicy: 'IfNotPresent',
          command: ['submariner-operator'], args: ['--leader-elect'],
          env: [
            { name: 'WATCH_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
            { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
            { name: 'OPERATOR_NAME', value: 'submariner-operator' },
          ],
          resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          livenessProbe: { httpGet: { path: '/healthz', port: 8081 }, initialDelaySeconds: 15, periodSeconds: 10 },
          readinessProbe: { httpGet: { path: '/readyz', port: 8081 }, initialDelaySeconds: 5, periodSeconds: 10 },
        }],
      },
    },
  },
};

/** Research 1.7: every field that the schema requires, and every one that means something else when it is left out. */
const SPEC = {
  broker: 'k8s',
  brokerK8sApiServer: 'hub.example.com:6443',
  brokerK8sRemoteNamespace: 'submariner-k8s-broker',
  brokerK8sSecret: 'submariner-broker-secret',
  clusterID: 'east',
  clusterCIDR: '10.1.0.0/16',
  serviceCIDR: '10.100.1.0/24',
  cableDriver: 'libreswan',
  ceIPSecPSKSecret: 'submariner-ipsec-psk',
  ceIPSecIKEPort: 500,
  ceIPSecNATTPort: 4500,
  ceIPSecForceUDPEncaps: false,
  ceIPSecPreferredServer: false,
  ceIPSecDebug: false,
  natEnabled: true,
  loadBalancerEnabled: false,
  connectionHealthCheck: { enabled: true, intervalSeconds: 1, maxPacketLossCount: 5 },
  serviceDiscoveryEnabled: true,
  repository: 'quay.io/submariner',
  version: '0.24.1',
  airGappedDeployment: false,
  debug: false,
  namespace: NAMESPACE,
};

describe('the side of a member', () => {
  test('is this, roles and definitions aside, and nothing else', () => {
    const objects = objectsOf(joined().fleet, 'east').filter(object => object.kind !== 'CustomResourceDefinition' && !isRole(object));
    expect(objects).toEqual([
      // Research 1.6, 5.
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE, annotations: KEPT, labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } },
      // Research 1.6, 7; their roles are compared with the bundles.
      ...['operator', 'gateway', 'routeagent', 'globalnet', 'lighthouse-agent', 'lighthouse-coredns'].map(name => account(`submariner-${name}`)),
      OPERATOR,
      // Research 1.6, 11. Numbers 9 and 10, Secrets, are made beforehand here; number 12, labels of nodes, is a matter of `gateways`.
      { apiVersion: 'submariner.io/v1alpha1', kind: 'Submariner', metadata: { name: 'submariner', namespace: NAMESPACE }, spec: SPEC },
    ]);
  });

  test('serves the kinds that are written for it, and those of exports, at the version of the operator', () => {
    // Research 1.6, 6, and what 1.9 leaves to the operator.
    const definitions = (props: object) => objectsOf(joined(props).fleet, 'east').filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ metadata, spec }) => `${metadata.name} ${spec.versions.map((version: any) => version.name)}`);
    const plain = [
      'brokers.submariner.io v1alpha1', 'servicediscoveries.submariner.io v1alpha1', 'serviceexports.multicluster.x-k8s.io v1alpha1',
      'serviceimports.multicluster.x-k8s.io v1alpha1', 'submariners.submariner.io v1alpha1',
    ];
    expect(definitions({}).sort()).toEqual(plain);
    expect(definitions({ globalnet: true }).filter(name => !plain.includes(name)).sort()).toEqual([
      'clusterglobalegressips.submariner.io v1', 'globalegressips.submariner.io v1', 'globalingressips.submariner.io v1',
    ]);
  });

  test('is in every member the same but for what is its own', () => {
    const { fleet } = joined();
    const [east, west] = ['east', 'west'].map(name => objectsOf(fleet, name));
    const differing = east.filter((object, i) => JSON.stringify(object) !== JSON.stringify(west[i]));
    expect(differing.map(nameOf)).toEqual(['Submariner submariner-operator/submariner']);
    expect(objectIn(fleet, 'west', 'Submariner', 'submariner').spec).toEqual({ ...SPEC, clusterID: 'west', clusterCIDR: '10.2.0.0/16', serviceCIDR: '10.100.2.0/24' });
  });

  test('has the operator begin before it is told anything', () => {
    const kinds = objectsOf(joined().fleet, 'east').map(({ kind }) => kind);
    const at = (kind: string) => kinds.lastIndexOf(kind);
    expect([at('CustomResourceDefinition') < at('Namespace'), at('ClusterRoleBinding') < at('Deployment'), at('Deployment') < at('Submariner')]).toEqual([true, true, true]);
  });

  test('writes every field that the schema requires', () => {
    const schemas = new SchemaCatalogue();
    const { fleet } = joined();
    const { spec, ...rest } = objectIn(fleet, 'east', 'Submariner', 'submariner');
    const schema = schemas.find('submariner.io/v1alpha1', 'Submariner')!;
    const required = [
      'broker', 'brokerK8sApiServer', 'brokerK8sRemoteNamespace', 'ceIPSecDebug', 'clusterCIDR', 'clusterID', 'debug', 'namespace', 'natEnabled', 'serviceCIDR',
    ];
    expect(Object.keys(spec).filter(field => schema.check({ ...rest, spec: without(spec, field) }).length > 0).sort()).toEqual(required);
  });
});

describe('the options of a mesh', () => {
  const changed = (spec: Record<string, unknown>) => Object.fromEntries(Object.entries({ ...SPEC, ...spec }).filter(([name, value]) =>
    JSON.stringify(value) !== JSON.stringify((SPEC as Record<string, unknown>)[name])));

  test.each<[string, object, object]>([
    ['wireguard', { cable: 'wireguard' }, { cableDriver: 'wireguard' }],
    ['vxlan', { cable: 'vxlan', natTraversal: false }, { cableDriver: 'vxlan', natEnabled: false }],
    ['other ports', { natTraversalPort: 4501, ikePort: 501 }, { ceIPSecNATTPort: 4501, ceIPSecIKEPort: 501 }],
    ['packets in UDP', { forceUdpEncapsulation: true }, { ceIPSecForceUDPEncaps: true }],
    ['no NAT', { natTraversal: false }, { natEnabled: false }],
    ['load balancers', { loadBalancer: true }, { loadBalancerEnabled: true }],
    ['load balancers without a word', { loadBalancer: {} }, { loadBalancerEnabled: true }],
    ['load balancers of a kind', { loadBalancer: { annotations: { 'example.com/type': 'nlb' } } },
      { loadBalancerEnabled: true, loadBalancerServiceAnnotations: { 'example.com/type': 'nlb' } }],
    ['no load balancers', { loadBalancer: false }, {}],
    ['no health check', { healthCheck: false }, { connectionHealthCheck: { enabled: false, intervalSeconds: 1, maxPacketLossCount: 5 } }],
    ['a slower health check', { healthCheck: { intervalSeconds: 10 } }, { connectionHealthCheck: { enabled: true, intervalSeconds: 10, maxPacketLossCount: 5 } }],
    ['a health check of more patience', { healthCheck: { maxPacketLossCount: 20 } }, { connectionHealthCheck: { enabled: true, intervalSeconds: 1, maxPacketLossCount: 20 } }],
    ['a health check as it is', { healthCheck: {} }, {}],
    ['no services', { serviceDiscovery: false }, { serviceDiscoveryEnabled: false }],
    ['no internet', { airGapped: true }, { airGappedDeployment: true }],
    ['other domains', { customDomains: ['acme.example'] }, { customDomains: ['acme.example'] }],
    ['a ConfigMap of CoreDNS', { coreDns: { configMapName: 'coredns-custom' } }, { coreDNSCustomConfig: { configMapName: 'coredns-custom', namespace: 'kube-system' } }],
    ['a ConfigMap of CoreDNS elsewhere', { coreDns: { configMapName: 'own', namespace: 'dns' } }, { coreDNSCustomConfig: { configMapName: 'own', namespace: 'dns' } }],
    ['more in the log', { debug: true }, { debug: true, ceIPSecDebug: true }],
    ['an older version', { version: '0.22.2' }, { version: '0.22.2' }],
    ['images from elsewhere', { repository: 'registry.example.com/net' }, { repository: 'registry.example.com/net' }],
    ['Globalnet', { globalnet: true }, { globalCIDR: '242.0.0.0/16' }],
    ['addresses for imported services', { clustersetIp: true }, { clustersetIPEnabled: true, clustersetIPCIDR: '243.0.0.0/20' }],
    ['blocks of another size', { globalnet: { range: '242.64.0.0/10', prefix: 20 } }, { globalCIDR: '242.64.0.0/20' }],
  ])('%s', (_, props, expected) => {
    expect(changed(specOf(props))).toEqual(expected);
  });

  test.each<[string, object, object, object]>([
    ['an id', {}, { clusterId: 'e1' }, { clusterID: 'e1' }],
    ['a global block', { globalnet: true }, { globalCidr: '242.9.0.0/16' }, { globalCIDR: '242.9.0.0/16' }],
    ['a block for imported services', { clustersetIp: true }, { clustersetIpCidr: '243.9.0.0/20' }, { clustersetIPEnabled: true, clustersetIPCIDR: '243.9.0.0/20' }],
    ['a load balancer', {}, { loadBalancer: true }, { loadBalancerEnabled: true }],
    ['no load balancer', { loadBalancer: { annotations: { a: 'b' } } }, { loadBalancer: false }, {}],
    ['a load balancer of its own', { loadBalancer: { annotations: { a: 'b' } } }, { loadBalancer: { annotations: { c: 'd' } } },
      { loadBalancerEnabled: true, loadBalancerServiceAnnotations: { c: 'd' } }],
    ['to wait for others', {}, { preferredServer: true }, { ceIPSecPreferredServer: true }],
    ['CoreDNS', { coreDns: { configMapName: 'a' } }, { coreDns: { configMapName: 'b' } }, { coreDNSCustomConfig: { configMapName: 'b', namespace: 'kube-system' } }],
    ['nodes', {}, { nodeSelector: { role: 'infra' } }, { nodeSelector: { role: 'infra' } }],
    ['taints', {}, { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }, { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }],
  ])('of a member: %s', (_, props, member, expected) => {
    expect(changed(specOf(props, member))).toEqual(expected);
  });

  test('a member says nothing of the others', () => {
    const { fleet } = joined({}, { options: { east: { preferredServer: true, loadBalancer: true, tolerations: [{ operator: 'Exists' }] } } });
    expect(objectIn(fleet, 'west', 'Submariner', 'submariner').spec).toEqual({ ...SPEC, clusterID: 'west', clusterCIDR: '10.2.0.0/16', serviceCIDR: '10.100.2.0/24' });
  });

  test('parts of a block are not named beside it', () => {
    const { fleet } = joined();
    fleet.claim({ type: 'range', cluster: 'east', path: 'acme/parts', space: 'pods', name: 'pods-of-a-zone', within: 'pods', partBits: 2 });
    expect(fleet.clusterModel('east').ranges.filter(({ space }) => space === 'pods')).toHaveLength(2);
    expect(objectIn(fleet, 'east', 'Submariner', 'submariner').spec.clusterCIDR).toBe('10.1.0.0/16');
  });

  test('several blocks of a cluster are one text with commas', () => {
    const about = { east: { network: { pods: ['10.1.0.0/16', 'fd00:1::/48'], services: ['10.100.1.0/24', 'fd00:2::/112'] } } };
    expect(specOf({}, {}, { about })).toMatchObject({ clusterCIDR: '10.1.0.0/16,fd00:1::/48', serviceCIDR: '10.100.1.0/24,fd00:2::/112' });
  });

  test('where its operator runs is where its components run', () => {
    const tolerations = [{ key: 'dedicated', value: 'infra', effect: 'NoSchedule' as const }];
    const { fleet } = joined({}, { options: { east: { nodeSelector: { role: 'infra' }, tolerations } } });
    const { template } = objectIn(fleet, 'east', 'Deployment', 'submariner-operator').spec;
    expect(template.spec).toEqual({ ...OPERATOR.spec.template.spec, nodeSelector: { role: 'infra' }, tolerations });
    expect(objectIn(fleet, 'west', 'Deployment', 'submariner-operator')).toEqual(OPERATOR);
  });
});

describe('without tunnels', () => {
  test('a member has a ServiceDiscovery in place of the Submariner, and needs no gateways', () => {
    const { fleet } = joined({ connectivity: false, clustersetIp: true, customDomains: ['acme.example'], coreDns: { configMapName: 'coredns-custom' } },
      { each: {}, options: { east: { nodeSelector: { role: 'infra' }, tolerations: [{ operator: 'Exists' }] } } });
    expect(found(fleet)).toEqual([]);
    expect(objectIn(fleet, 'east', 'ServiceDiscovery', 'service-discovery')).toEqual({
      apiVersion: 'submariner.io/v1alpha1', kind: 'ServiceDiscovery', metadata: { name: 'service-discovery', namespace: NAMESPACE },
      spec: {
        brokerK8sApiServer: 'hub.example.com:6443', brokerK8sRemoteNamespace: 'submariner-k8s-broker', brokerK8sSecret: 'submariner-broker-secret',
        clusterID: 'east', globalnetEnabled: false, clustersetIPEnabled: true, clustersetIPCIDR: '243.0.0.0/20', customDomains: ['acme.example'],
        coreDNSCustomConfig: { configMapName: 'coredns-custom', namespace: 'kube-system' }, nodeSelector: { role: 'infra' }, tolerations: [{ operator: 'Exists' }],
        repository: 'quay.io/submariner', version: '0.24.1', debug: false, namespace: NAMESPACE,
      },
    });
    expect(objectsOf(fleet, 'east').map(({ kind }) => kind)).not.toContain('Submariner');
  });

  test('a member has no openings and no pre-shared key, and its pod ranges may not overlap those of others', () => {
    const { fleet } = joined({ connectivity: false }, { fleet: { secrets: Secrets.clusterStore('vault') } });
    expect(fleet.clusterModel('east').openings).toEqual([]);
    expect(objectsOf(fleet, 'east').filter(({ kind }) => kind === 'ExternalSecret').map(nameOf)).toEqual(['ExternalSecret submariner-operator/submariner-broker-secret']);
    expect(fleet.settle().meshes.map(({ disjoint, reserved }) => [disjoint, reserved])).toEqual([[['pods', 'services'], []]]);
  });
});

describe('what members see of each other', () => {
  const disjoint = (props: object) => (joined(props).fleet as Fleet).settle().meshes[0].disjoint;
  const reserved = (props: object) => joined(props).fleet.settle().meshes[0].reserved.map(({ cidr }) => cidr.toString());

  test.each<[string, object, readonly string[]]>([
    ['plain', {}, ['pods', 'services']],
    ['Globalnet', { globalnet: true }, ['globalnet']],
    ['without NAT', { natTraversal: false }, ['pods', 'services', 'nodes']],
    ['without NAT, with Globalnet', { natTraversal: false, globalnet: true }, ['globalnet', 'nodes']],
    ['without NAT, behind load balancers', { natTraversal: false, loadBalancer: true }, ['pods', 'services']],
    ['addresses for imported services', { clustersetIp: true, globalnet: true }, ['globalnet', 'clusterset']],
  ])('%s', (_, props, spaces) => {
    expect(disjoint(props)).toEqual(spaces);
  });

  test('addresses that the mesh uses for itself', () => {
    // Research 1.8: vxlan between gateways; submariner v0.19 `pkg/routeagent_driver/handlers/kubeproxy`: within clusters, always.
    expect([reserved({}), reserved({ cable: 'vxlan', natTraversal: false })]).toEqual([['240.0.0.0/8'], ['240.0.0.0/8', '241.0.0.0/8']]);
  });
});

describe('a member that leaves', () => {
  const { fleet } = joined({}, { options: { east: { leaving: true } }, members: ['east', 'west', 'north'] });

  test('has no Submariner any more, and all the rest: its operator cleans up', () => {
    const names = objectsOf(fleet, 'east').map(nameOf);
    const others = objectsOf(fleet, 'west').map(nameOf);
    expect(others.filter(name => !names.includes(name))).toEqual(['Submariner submariner-operator/submariner']);
    expect(names.filter(name => !others.includes(name))).toEqual([]);
    expect(found(fleet)).toEqual([]);
  });

  test('keeps its account at the broker, by which it takes its objects away', () => {
    expect(objectsOf(fleet, 'hub').map(nameOf)).toContain('RoleBinding submariner-k8s-broker/cluster-east');
  });

  test('is still asked about services, so that one that it shares is found', () => {
    const { mesh } = joined({}, { options: { east: { leaving: true } } });
    expect(mesh.services.members).toEqual(['east', 'west']);
    expect(mesh.services.faults({ name: 'api', namespace: 'shop', from: ['east'], to: ['west'] })).toEqual(['east is leaving the mesh: take it out of from first']);
  });

  test('leaves a mesh without tunnels likewise', () => {
    const servicesOnly = joined({ connectivity: false }, { options: { east: { leaving: true } } });
    const count = (cluster: string) => objectsOf(servicesOnly.fleet, cluster).filter(({ kind }) => kind === 'ServiceDiscovery').length;
    expect([count('east'), count('west')]).toEqual([0, 1]);
  });
});
