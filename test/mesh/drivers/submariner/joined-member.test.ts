import { describe, expect, test } from '@jest/globals';
import { joined } from './meshes';
import { thrown } from '../../samples';

/** What is said of `east` when the mesh and it have some options. */
const saidOf = (props: object, member: object, each?: object) => thrown(() => joined(props, { options: { east: member }, ...(each && { each }) }));
const ID = 'clusterId: it is part of DNS names; write lower-case letters, digits and dashes, 63 at most, got ';
const SELECTOR = 'gateways.nodeSelector: write labels of nodes, got ';
const AIR_GAPPED = (needs: string) => `airGapped: gateways ask nobody for their public address, which ${needs} needs: write ${needs}: false, or let whoever labels the gateways annotate`
  + " them with gateway.submariner.io/public-ip: 'ipv4:<address>' and say so in gateways: { labelledBy: '<who>' }";
const nodeSelector = { gateways: { nodeSelector: { role: 'gateway' } } };

describe('an option of a member that shows its fault alone', () => {
  test.each<[string, object, object, string]>([
    ['an id in capitals', {}, { clusterId: 'East' }, `${ID}'East'`],
    ['an id with a dot', {}, { clusterId: 'east.1' }, `${ID}'east.1'`],
    ['an id that is too long', {}, { clusterId: 'e'.repeat(64) }, `${ID}'${'e'.repeat(64)}'`],
    ['an empty id', {}, { clusterId: '' }, "clusterId: write text that is not empty, got ''"],
    ['a block that is none', { globalnet: true }, { globalCidr: '242.0.0.0' }, expect.stringMatching(/^globalCidr/) as any],
    ['a block without Globalnet', {}, { globalCidr: '242.0.0.0/16' }, 'globalCidr: the mesh has no globalnet; switch it on, or remove the block'],
    ['a block elsewhere', { globalnet: true }, { globalCidr: '10.0.0.0/16' },
      'globalCidr: 10.0.0.0/16 lies outside of 242.0.0.0/8, which globalnet hands out from; write a block of it'],
    ['a block for services that nobody has', {}, { clustersetIpCidr: '243.0.0.0/20' }, 'clustersetIpCidr: the mesh has no clustersetIp; switch it on, or remove the block'],
    ['a block for services elsewhere', { clustersetIp: true }, { clustersetIpCidr: '242.0.0.0/20' },
      'clustersetIpCidr: 242.0.0.0/20 lies outside of 243.0.0.0/8, which clustersetIp hands out from; write a block of it'],
    ['a block with fewer addresses than a member needs', { globalnet: true }, { globalCidr: '242.0.0.0/29' },
      'globalCidr: 242.0.0.0/29 has fewer addresses than a member needs; write a /28 or a larger one'],
    ['a block for services with fewer', { clustersetIp: true }, { clustersetIpCidr: '243.0.0.0/32' },
      'clustersetIpCidr: 243.0.0.0/32 has fewer addresses than a member needs; write a /28 or a larger one'],
    ['gateways of two kinds', {}, { gateways: { pool: 'a', labelledBy: 'b' } }, 'gateways: write one of { pool }, { nodeSelector } and { labelledBy }, got pool, labelledBy'],
    ['gateways of no kind', {}, { gateways: {} }, 'gateways: write one of { pool }, { nodeSelector } and { labelledBy }, got none'],
    ['gateways of an unknown kind', {}, { gateways: { nodes: ['a'] } }, 'gateways: write one of { pool }, { nodeSelector } and { labelledBy }, got nodes'],
    ['gateways by an empty word', {}, { gateways: { labelledBy: '' } }, "gateways.labelledBy: write text that is not empty, got ''"],
    ['a pool of a cluster that runs already', {}, { gateways: { pool: 'workers' } },
      "gateways: pools are of clusters that this program makes; write { nodeSelector: { <label>: <value> } }, or { labelledBy: '<who>' }"],
    ['no labels', {}, { gateways: { nodeSelector: {} } }, `${SELECTOR}none, which is every node`],
    ['a label that is none', {}, { gateways: { nodeSelector: { role: 'a b' } } }, `${SELECTOR}'role=a b'`],
    ['a label with a comma, which would be two', {}, { gateways: { nodeSelector: { role: 'a,b' } } }, `${SELECTOR}'role=a,b'`],
    ['labels that are no texts', {}, { gateways: { nodeSelector: { role: true } } }, 'gateways.nodeSelector: write an object of texts, got {"role":true}'],
    ['a load balancer with a misspelt option', {}, { loadBalancer: { annotation: {} } }, 'loadBalancer.annotation is no option; write annotations'],
    ['annotations before 0.22', { version: '0.20.4' }, { loadBalancer: { annotations: {} } }, 'loadBalancer.annotations: Submariner 0.20 writes the Service of the'
      + ' gateways without any (from 0.22 on it takes them); choose a later version, or remove them'],
    ['a load balancer before vxlan', { cable: 'vxlan', natTraversal: false }, { loadBalancer: true }, 'loadBalancer: vxlan does not work across NAT (submariner v0.19 pkg/cable/vxlan),'
      + ' and so not through a load balancer; write loadBalancer: false, or another cable'],
    ['CoreDNS without a ConfigMap', {}, { coreDns: {} }, 'coreDns.configMapName is missing; write text that is not empty'],
    ['CoreDNS with a ConfigMap that is none', {}, { coreDns: { configMapName: 'Own' } },
      "coreDns.configMapName: write the name of a ConfigMap such as 'coredns-custom', got 'Own'"],
    ['CoreDNS in a namespace that is none', {}, { coreDns: { configMapName: 'own', namespace: 'a/b' } },
      "coreDns.namespace: write lower-case letters, digits and dashes, 63 at most, got 'a/b'"],
    ['gateways without the internet', { airGapped: true }, nodeSelector, AIR_GAPPED('natTraversal')],
    ['load balancers without the internet', { airGapped: true, natTraversal: false, loadBalancer: true }, nodeSelector, AIR_GAPPED('loadBalancer')],
    ['a load balancer of its own without the internet', { airGapped: true, natTraversal: false }, { ...nodeSelector, loadBalancer: true }, AIR_GAPPED('loadBalancer')],
    ['nodes by a label that is none', {}, { nodeSelector: { 'a b': 'c' } }, "nodeSelector: write labels of nodes, got 'a b=c'"],
    ['a flag that is none', {}, { preferredServer: 'yes' }, "preferredServer: write true or false, got 'yes'"],
    ['taints that are no list', {}, { tolerations: {} }, 'tolerations: write a list of objects, got {}'],
    ['a misspelt option', {}, { clusterID: 'a' }, 'clusterID is no option; write one of clusterId, gateways, globalCidr, clustersetIpCidr, loadBalancer, preferredServer, coreDns,'
      + ' nodeSelector, tolerations, leaving'],
  ])('%s', (_, props, member, message) => {
    const said = saidOf(props, member);
    expect(said).toMatch(/^acme\/mesh: member 'east': /);
    expect(said.slice("acme/mesh: member 'east': ".length)).toEqual(message);
  });

  test('a cluster that runs already must say which nodes are its gateways', () => {
    expect(saidOf({}, {}, {})).toBe("acme/mesh: member 'east': gateways: say which nodes carry the tunnels: { nodeSelector: { <label>: <value> } }, or"
      + " { labelledBy: '<who labels them submariner.io/gateway=true>' }");
  });

  test.each<[string, object, object]>([
    ['the longest id', {}, { clusterId: 'e'.repeat(63) }],
    ['an id with two dashes', {}, { clusterId: 'a--b' }],
    ['a block that is the whole range', { globalnet: true }, { globalCidr: '242.0.0.0/8' }],
    ['the smallest block', { globalnet: true, clustersetIp: true }, { globalCidr: '242.0.0.0/28', clustersetIpCidr: '243.0.0.0/28' }],
    ['no internet, and an address by whoever labels', { airGapped: true }, { gateways: { labelledBy: 'Ansible' } }],
    ['no internet, and none of the others either', { airGapped: true, natTraversal: false }, nodeSelector],
    ['no internet and no tunnels', { airGapped: true, connectivity: false }, {}],
    ['no load balancer before vxlan', { cable: 'vxlan', natTraversal: false, loadBalancer: false }, {}],
  ])('%s passes', (_, props, member) => {
    expect(saidOf(props, member)).toBe('nothing');
  });
});

describe('ids of members', () => {
  test('two of one id are refused by the names of their clusters', () => {
    expect(saidOf({}, { clusterId: 'west' })).toBe("acme/mesh: members 'east' and 'west' have one clusterId, 'west', and would take each other's place at the broker; give one"
      + ' another id');
    expect(thrown(() => joined({}, { options: { east: { clusterId: 'x' }, west: { clusterId: 'x' } } })))
      .toBe("acme/mesh: members 'east' and 'west' have one clusterId, 'x', and would take each other's place at the broker; give one another id");
  });

  test('one that is retired is refused', () => {
    expect(saidOf({ retired: ['e1'] }, { clusterId: 'e1' })).toBe("acme/mesh: retired: 'e1' is the id of member 'east', whose objects at the broker would be deleted; take it out of"
      + ' one of the two');
  });

  test('the name of a cluster that has another id is free', () => {
    expect(thrown(() => joined({ retired: ['east'] }, { options: { east: { clusterId: 'e1' } } }))).toBe('nothing');
  });
});
