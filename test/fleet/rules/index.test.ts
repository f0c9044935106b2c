import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { buildModel, core, provider, release, software, TerseCluster, TerseFleet } from './model-builder';
import { FleetModel } from '../../../lib/fleet/model';
import { checkFleet, RULES } from '../../../lib/fleet/rules';
import { Cidr } from '../../../lib/net';
import { RULE_GROUPS, ruleCatalogue } from '../../../scripts/rule-catalogue';

const FOLDER = join(__dirname, '../../../lib/fleet/rules');

/** A fleet in which every rule finds something. */
const BAD: TerseFleet = {
  clusters: {
    // It lies where two of its members do, and several of its components are wrong.
    'home': {
      role: 'hub', cloud: 'aws', region: 'eu-west-1',
      components: [
        core({ version: 'v1.16.0' }),
        provider({ contracts: { '1.0': 'v1beta1' } }, { version: 'v2.4.0', neededGates: { MachinePool: 'acme/prod' }, chosenGates: { MachinePool: false } }),
        software({ charts: ['cert-manager'] }),
        software({ name: 'argo-cd', oldest: 'v3.5.0' }, { origin: 'provided', version: 'v3.4.0' }),
      ],
      unknownComponents: [{ name: 'flux', path: 'acme/platform' }, { name: 'cert-manger', path: 'acme/platform' }],
      releases: [release({ name: 'cert-manager' })],
    },
    'Hub': { version: '1.34', ranges: { pods: '10.0.0.0/16', services: 'fd00::/112' } },
    'prod': {
      cloud: 'aws',
      region: 'eu-west-1',
      ranges: {
        pods: '10.0.0.0/22',
        services: '10.0.0.0/8',
        nodes: '10.64.0.0/16',
        a: { cidr: '10.64.0.0/28', within: 'nodes' },
        b: { cidr: '10.65.0.0/24', within: 'nodes' },
        hosts: '10.1.0.0/16',
        metadata: '169.254.0.0/24',
        office: '10.8.0.0/16',
      },
      nodeMask: { ipv4: 24, ipv6: 64 },
      groups: {
        'control-plane': { largest: 3, subnets: ['a'] },
        'new': { largest: 10, version: 'v1.35.0', subnets: ['a'] },
        'old': { largest: 1, version: 'v1.33.0', subnets: ['c'] },
      },
      nodeLabels: { knew: { b: '2', a: '1' }, gateways: { a: '1' } },
      rangeLimits: [{ space: 'services', family: 4, shortestPrefix: 12, by: 'kubeadm', source: 'validation.go' }],
      kubernetesVersions: { oldest: '1.31', newest: '1.34', by: 'Cluster API', source: 'its book' },
    },
    'prod-ca': { cloud: 'aws', region: 'eu-west-1', ranges: { pods: { cidr: '10.2.0.0/16', origin: 'lock' }, services: '192.168.0.0/25' }, nodeMask: { ipv4: 8, ipv6: 64 } },
    'stage': { cloud: 'aws', region: 'us-east-1', ranges: { pods: { cidr: '10.2.0.0/16', origin: 'lock' }, services: '10.3.0.0/16' } },
    'twice': {
      fixed: [{ fact: 'namespace', value: 'new', otherwise: 'its objects would be made twice', path: 'acme/twice' }],
      profile: '2031-1',
      knownProfiles: ['2026-1'],
      releases: [{ name: 'cilium', namespace: 'cni', repository: 'https://helm.cilium.io', chart: 'cilium', version: '1.18.2', values: {}, path: 'acme/twice/cni', installer: 'cluster-api' }],
      foreignReleases: [{ name: 'istio', owner: 'the mesh team', values: { a: 1 }, path: 'acme/twice' }, { name: 'cni', owner: 'b', values: { a: 1 }, path: 'acme/twice' }],
    },
  },
  domains: { east: ['Hub', 'prod', 'prod-ca', 'stage'], west: ['prod', 'prod-ca', 'stage', 'twice'] },
  meshes: [
    { name: 'net', members: ['prod', 'stage'], disjoint: [], reserved: [{ name: 'its tunnels', cidr: Cidr.parse('10.64.0.0/17') }] },
    { name: 'edge', members: ['prod', 'prod-ca'], disjoint: ['pods'], reserved: [{ name: 'its tunnels', cidr: Cidr.parse('192.168.0.0/28') }] },
  ],
  reserved: { corp: '10.8.0.0/14', vpn: ['10.0.4.0/24', '192.168.0.0/24'] },
  accepted: [['prod pods', 'nothing'], ['corp', 'stage pods'], ['stage services', 'Hub pods']],
  pools: ['10.0.0.0/8', '11.0.0.0/8'],
  lock: {
    'prod-ca': { 'range/pods': '10.2.0.0/16', 'kubernetes-version': 'v1.35.0', 'machines/prod-ca-md-0': 'md-0', 'release/calico': 'https://example.com calico cni' },
    'stage': { 'range/pods': '10.2.0.0/16', 'range/services': '10.4.0.0/16', 'range/gone': '10.5.0.0/16' },
    'home': { 'delivery': 'Argo CD', 'component/infrastructure-x': 'v2.5.0' },
    'old': { 'range/pods': '10.0.0.0/16' },
    'older': { 'range/pods': '10.3.0.0/16', 'range/services': '10.3.0.0/20' },
    'twice': { 'range/pods': '10.7.0.0/16', 'fixed/namespace': 'old', 'fixed/mesh/gone': 'twice', 'release/cilium': 'https://helm.cilium.io cilium kube-system' },
  },
  retired: ['older', 'twice'],
  mirror: 'registry.example.com/mirror',
  lockConflicts: [{ owner: 'prod', fact: 'range/pods', values: ['10.0.0.0/22', '10.6.0.0/22'] }],
  unmet: [{ cluster: 'Hub', name: 'nodes', path: 'acme/Hub', prefix: 8, pools: [] }, { cluster: 'stage', name: 'nodes', path: 'acme/stage', prefix: 8, pools: [] }],
  conflicts: [
    { cluster: 'prod', subject: 'range pods', parties: [{ path: 'acme/prod', value: '10.0.0.0/22' }, { path: 'acme/x', value: '10.0.0.0/16' }] },
    { cluster: 'stage', subject: 'range pods', parties: [{ path: 'acme/stage', value: 'any /16' }, { path: 'acme/x', value: '10.0.0.0/16' }] },
  ],
  unknownClusters: [{ name: 'prd', where: 'routingDomains.east' }, { name: 'stag', where: 'routingDomains.west' }],
};

/** Several ranges of one size must move for the same reason, so what is proposed to which depends on the order of looking at them. */
const member = (n: number): TerseCluster => ({
  ranges: {
    'pods': '10.0.0.0/24',
    'pods-2': '10.0.1.0/24',
    'services': 'fd00::/112',
    'nodes': `10.${n}.0.0/28`,
    'nodes-2': `10.${n}.1.0/28`,
    'office-1': `10.64.${n}.0/26`,
    'office-2': `10.64.${n}.64/26`,
    'old': `10.65.${n}.0/27`,
    'metadata': `169.254.${n}.0/28`,
    'lost': { cidr: `10.${n}.9.0/24`, within: 'nods' },
    'same-1': `10.${n}.8.0/29`,
    'same-2': `10.${n}.8.0/29`,
  },
  nodeMask: { ipv4: 24, ipv6: 64 },
  groups: { x: { largest: 20, subnets: ['nodes'] }, y: { largest: 20, subnets: ['nodes-2'] } },
  rangeLimits: [{ space: 'nodes', family: 4, longestPrefix: 20, by: 'a cloud', source: 'its guide' }],
});
const COMPETING: TerseFleet = {
  clusters: { a: member(1), b: member(2), c: member(3) },
  meshes: [
    { name: 'one', members: ['a', 'b', 'c'], disjoint: ['pods', 'services'], reserved: [{ name: 'its tunnels', cidr: Cidr.parse('10.2.0.0/15') }] },
    { name: 'two', members: ['b', 'c'], disjoint: ['nodes'], reserved: [{ name: 'its tunnels', cidr: Cidr.parse('10.2.0.0/16') }] },
  ],
  reserved: { corp: '10.64.0.0/16', inner: ['10.64.1.0/25', '10.64.2.0/25'] },
  accepted: [['a pods', 'corp'], ['b pods', 'inner']],
  pools: ['11.0.0.0/8'],
  lock: { gone: { 'range/pods': '10.65.0.0/20', 'range/services': '10.65.0.0/22' } },
  retired: ['gone'],
};

describe('the list of rules', () => {
  const files = readdirSync(FOLDER).filter(file => RULES.some(rule => `${rule.code}.ts` === file));

  test('holds every file that has a rule, by code', () => {
    const withRule = readdirSync(FOLDER).filter(file => /^export const \w+: Rule = /m.test(readFileSync(join(FOLDER, file), 'utf8')));
    expect(RULES.map(rule => `${rule.code}.ts`).sort()).toEqual(withRule.sort());
    expect(files).toHaveLength(RULES.length);
    expect(new Set(RULES.map(rule => rule.code)).size).toBe(RULES.length);
  });

  test.each(RULES.map(rule => [rule.code, rule] as const))('%s exports its code in camel case and has a test', (code, rule) => {
    const name = code.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(readFileSync(join(FOLDER, `${code}.ts`), 'utf8')).toContain(`export const ${name}: Rule = {\n  code: '${code}',`);
    expect(readdirSync(__dirname)).toContain(`${code}.test.ts`);
    for (const text of [rule.summary, rule.why, rule.fix]) {
      expect(text).toMatch(/^(?:[A-Z`]|kubeadm ).*\.$/);
    }
  });

  test('only what still works is a warning', () => {
    expect(RULES.filter(rule => rule.severity === 'warning').map(rule => rule.code)).toEqual([
      'fleet-renamed', 'hub-region', 'pool-behind', 'provider-unchecked', 'release-owned-elsewhere',
    ]);
    const severities = new Map(RULES.map(rule => [rule.code, rule.severity]));
    for (const { code, severity } of checkFleet(buildModel(BAD))) {
      expect([code, severity]).toEqual([code, severities.get(code)]);
    }
  });

  test('a bar in a summary does not end its cell in the catalogue', () => {
    expect(ruleCatalogue([{ title: 'x', rules: [{ ...RULES[0], summary: 'This | that.' }] }])).toContain(' | This \\| that. |\n');
  });

  test('docs/rules.md says what the rules say', () => {
    expect(readFileSync(join(__dirname, '../../../docs/rules.md'), 'utf8')).toBe(ruleCatalogue(RULE_GROUPS));
  });

  test('no two rules of all layers have one code', () => {
    const codes = RULE_GROUPS.flatMap(group => group.rules.map(rule => rule.code));
    expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
    expect(RULE_GROUPS.filter(group => group.rules.length === 0)).toEqual([]);
  });
});

describe('checkFleet', () => {
  test('finds nothing in an empty fleet and in a good one', () => {
    expect(checkFleet(buildModel({}))).toEqual([]);
    const ranges = (n: number) => ({ pods: `10.${n}.0.0/16`, services: `10.${n + 1}.0.0/20` });
    expect(checkFleet(buildModel({
      clusters: { eu: { ranges: ranges(0), nodeMask: { ipv4: 24, ipv6: 64 }, groups: { 'control-plane': { largest: 3 }, 'md-0': { largest: 5 } } }, us: { ranges: ranges(2) } },
      reserved: { office: '10.8.0.0/14' },
      pools: ['10.0.0.0/8'],
      lock: { eu: { 'range/pods': '10.0.0.0/16' } },
    }))).toEqual([]);
  });

  test('reports everything at once', () => {
    // A fleet is new to the lock or known to it, never both.
    const renamed: TerseFleet = { clusters: { eu: {} }, otherFleets: { old: ['eu'] } };
    const codes = [BAD, renamed].flatMap(fleet => checkFleet(buildModel(fleet)).map(finding => finding.code));
    expect([...new Set(codes)].sort()).toEqual(RULES.map(rule => rule.code));
  });

  test('says everything in one line of lower case without a full stop, and names what exists', () => {
    for (const finding of checkFleet(buildModel(BAD))) {
      expect(finding.message).toMatch(/^(?:Hub |[^A-Z\n])[^\n]*[^.\n]$/);
      expect(finding.clusters).toEqual([...finding.clusters].sort());
      expect(finding.paths.length).toBeGreaterThan(0);
    }
  });

  test('errors come before warnings', () => {
    const severities = checkFleet(buildModel(BAD)).map(finding => finding.severity);
    expect(severities.indexOf('warning')).toBeGreaterThan(severities.lastIndexOf('error'));
  });

  test.each([['BAD', BAD], ['COMPETING', COMPETING]])('says the same whatever the order of the program, proposals included: %s', (_, fleet) => {
    const expected = checkFleet(buildModel(fleet));
    expect(expected.some(finding => finding.message.includes('is free in the plan'))).toBe(true);
    fc.assert(fc.property(fc.infiniteStream(fc.nat()), numbers => {
      expect(checkFleet(shuffled(buildModel(fleet), numbers))).toEqual(expected);
    }), { numRuns: 50 });
  });
});

/** The same model with every list in another order. */
function shuffled(model: FleetModel, numbers: Iterator<number>): FleetModel {
  const mix = <T>(items: readonly T[]): T[] => items
    .map(item => ({ item, at: numbers.next().value as number })).sort((a, b) => a.at - b.at).map(({ item }) => item);
  return {
    ...model,
    clusters: mix(model.clusters).map(cluster => ({
      ...cluster, ranges: mix(cluster.ranges), nodeGroups: mix(cluster.nodeGroups), releases: mix(cluster.releases),
      components: mix(cluster.components), unknownComponents: mix(cluster.unknownComponents),
    })),
    domains: mix(model.domains),
    meshes: mix(model.meshes).map(mesh => ({ ...mesh, members: mix(mesh.members), disjoint: mix(mesh.disjoint), reserved: mix(mesh.reserved) })),
    reserved: mix(model.reserved),
    acceptedOverlaps: mix(model.acceptedOverlaps),
    unmet: mix(model.unmet),
    conflicts: mix(model.conflicts),
    unknownClusters: mix(model.unknownClusters),
    lock: { facts: mix(model.lock.facts), retired: new Set(mix([...model.lock.retired])), conflicts: mix(model.lock.conflicts) },
  };
}
