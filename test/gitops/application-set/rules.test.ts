import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { applicationOf, CHART, MEMBERS, OVERLAYS } from './fleets';
import { Delivery } from '../../../lib/delivery';
import { ClusterModel, Lock, Severity } from '../../../lib/fleet';
import { FleetHelmSource, FleetSource, LabelSelector } from '../../../lib/gitops';
import { APPLICATION_SET_RULES } from '../../../lib/gitops/application-set/rules';
import { ROOM } from '../../../lib/gitops/application-set/size';

const LONG = 'x'.repeat(500_000);
const long = { ...CHART, valuesPerCluster: () => ({ long: LONG }) } as FleetHelmSource;
const WAVES = [{ name: 'canary', clusters: ['prod-eu'] }, { name: 'general' }];
const THREE = { a: {}, b: {}, c: {} };
/** A lock that knows clusters, and in which ApplicationSet the Application of each is. */
const lockOf = (shards: Readonly<Record<string, string | undefined>>) => Lock.memory({
  acme: {
    facts: Object.entries(shards).flatMap(([owner, shard]) => [
      { owner, fact: 'deletion-protection', value: 'off' }, ...(shard ? [{ owner, fact: 'application-set/payment-api', value: shard }] : []),
    ]),
  },
});

const NOTHING: readonly string[] = [];
/** With a cluster generator, under an Argo CD that knows the members from the program. */
const dynamic = (selector: LabelSelector | undefined, path = '{{ .metadata.labels.region }}') => applicationOf(
  { generators: [{ clusters: { selector } }], source: { ...OVERLAYS, path } as FleetSource },
  Object.fromEntries(Object.entries(MEMBERS).map(([name, member]) => [name, { ...member, access: { type: 'kubeconfig', namespace: 'acme', name } as const }])),
  { delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git' }) },
);

describe.each<[string, Severity, readonly [string, () => ReturnType<typeof applicationOf>, readonly string[]][]]>([
  ['application-set-empty', 'error', [
    ['a misspelt label', () => applicationOf({ matchLabels: { enviroment: 'production' } }), [
      'acme/payment-api: application payment-api selects no cluster: correct clusters, matchLabels and regions, which hold at once (the hub must be named in clusters), or take it out of the program',
    ]],
    ['a fleet of a hub alone', () => applicationOf({}, {}), [
      'acme/payment-api: application payment-api selects no cluster: correct clusters, matchLabels and regions, which hold at once (the hub must be named in clusters), or take it out of the program',
    ]],
    ['a label that one has', () => applicationOf({ matchLabels: { environment: 'staging' } }), NOTHING],
    ['the hub, named', () => applicationOf({ clusters: ['hub'] }, {}), NOTHING],
  ]],
  ['application-set-no-member', 'warning', [
    ['a region that is no label', () => dynamic({ matchLabels: { environment: 'production' } }), [
      'acme/payment-api: application payment-api selects clusters by environment=production and region Exists, and no member of fleet acme has that: write'
      + ' `labels: { ... }` on the clusters, or correct the generator',
    ]],
    ['a selector that matches nobody', () => dynamic({ matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] }, 'main'), [
      'acme/payment-api: application payment-api selects clusters by tier In a, b, and no member of fleet acme has that: write `labels: { ... }` on the'
      + ' clusters, or correct the generator',
    ]],
    ['a label that one has', () => dynamic({ matchLabels: { environment: 'staging' } }, 'main'), NOTHING],
    ['expressions that all have', () => dynamic({ matchExpressions: [
      { key: 'environment', operator: 'Exists' }, { key: 'tier', operator: 'DoesNotExist' }, { key: 'environment', operator: 'NotIn', values: ['staging'] },
    ] }, 'main'), NOTHING],
    ['all clusters', () => dynamic(undefined, 'main'), NOTHING],
    ['an Argo CD that knows others', () => applicationOf({ generators: [{ clusters: { selector: { matchLabels: { a: 'b' } } } }], source: CHART }), NOTHING],
  ]],
  ['application-set-unknown-cluster', 'error', [
    ['a misspelt name', () => applicationOf({ clusters: ['prod-eu', 'prod-uss'] }), [
      'acme/payment-api: names \'prod-uss\', which is no cluster of fleet acme (did you mean \'prod-us\'?): write one of its clusters (hub, prod-eu, prod-us, stage-eu), or declare it',
    ]],
    ['a misspelt name in a wave', () => applicationOf({ waves: [{ name: 'canary', clusters: ['prod-eu', 'nowhere-at-all'] }, { name: 'general' }] }), [
      'acme/payment-api: names \'nowhere-at-all\', which is no cluster of fleet acme: write one of its clusters (hub, prod-eu, prod-us, stage-eu), or declare it',
    ]],
    ['names that there are', () => applicationOf({ clusters: ['prod-eu'], waves: WAVES }), NOTHING],
  ]],
  ['application-set-value', 'error', [
    ['a region that a cluster does not have', () => applicationOf({ clusters: ['a'] }, { a: {} }), [
      'acme/payment-api: source.path for cluster \'a\' is \'apps/payment-api/overlays/undefined\': something that it is made from is undefined for this cluster',
    ]],
    ['an empty revision', () => applicationOf({ sources: [{ ...OVERLAYS, path: 'x', targetRevision: () => ' ' } as never] }, { a: {} }), [
      'acme/payment-api: source.targetRevision for cluster \'a\' is \' \'; write a text that is not empty',
    ]],
    ['a path that is none', () => applicationOf({ source: { ...OVERLAYS, path: (cluster: ClusterModel) => cluster.labels.path } as never }, { a: {} }), [
      'acme/payment-api: source.path for cluster \'a\' is undefined; write a text that is not empty',
    ]],
    ['a path out of the repository', () => applicationOf({ source: { ...OVERLAYS, path: () => '../x' } as never }, { a: {} }), [
      'acme/payment-api: source.path for cluster \'a\' is \'../x\'; write a folder inside the repository, without a slash before it',
    ]],
    ['lists of two lengths', () => applicationOf({ source: { ...OVERLAYS, path: 'x', images: (cluster: ClusterModel) => (cluster.name === 'b' ? ['x=y:1', 'z=y:1'] : ['x=y:1']) } as never }, { a: {}, b: {} }), [
      'acme/payment-api: source.images for cluster \'b\' has 2 entries, and 1 for \'a\'; write the same number for every cluster',
    ]],
    ['a list that is none, and one of numbers', () => applicationOf({
      sources: [{ ...CHART, valueFiles: () => 'values.yaml' } as never, { ...CHART, releaseName: 'second', valueFiles: () => [1] } as never],
    }, { a: {} }), [
      'acme/payment-api: sources[0].valueFiles for cluster \'a\' is \'values.yaml\'; write a list of texts',
      'acme/payment-api: sources[1].valueFiles[0] for cluster \'a\' is 1; write a text that is not empty',
    ]],
    ['values that are no object', () => applicationOf({ source: { ...CHART, valuesPerCluster: () => ['x'] } as never }, { a: {} }), [
      'acme/payment-api: source.values for cluster \'a\' is ["x"]; write an object',
    ]],
    ['values that are no data', () => applicationOf({ source: { ...CHART, valuesPerCluster: () => ({ a: () => 1 }) } as never }, { a: {} }), [
      'acme/payment-api: source.values for cluster \'a\' has a function at a; write text, numbers, true, false, null, lists and objects of them',
    ]],
    ['a label value that is none', () => applicationOf({ source: CHART, labels: { place: () => 'in the north' }, annotations: { note: cluster => cluster.region! } }, { a: {} }), [
      'acme/payment-api: annotations[\'note\'] for cluster \'a\' is undefined; write a text that is not empty',
      'acme/payment-api: labels[\'place\'] for cluster \'a\' is \'in the north\', which is no value of a label: 63 letters, digits, \'-\', \'_\' and \'.\' at most',
    ]],
    ['values of each cluster that are left out', () => applicationOf({ source: { ...CHART, valuesPerCluster: () => undefined } as never }, { a: {} }), NOTHING],
    ['folders with such words in their names', () => applicationOf({ source: { ...OVERLAYS, path: () => 'apps/undefinedness/nan' } as never }, { a: {} }), NOTHING],
  ]],
  ['application-set-waves', 'error', [
    ['waves that leave clusters out', () => applicationOf({ waves: [{ name: 'canary', clusters: ['prod-eu'] }, { name: 'america', regions: ['us-east-1'] }] }), [
      'acme/payment-api: waves of application payment-api (canary, america) leave out stage-eu, which would never be updated: select them in a wave, or add a last wave that selects nothing and takes the rest',
    ]],
    ['two waves with one cluster', () => applicationOf({ waves: [{ name: 'canary', clusters: ['prod-eu'] }, { name: 'europe', regions: ['eu-west-1'] }, { name: 'rest' }] }), [
      'acme/payment-api: waves canary and europe of application payment-api both select prod-eu: select it in one of them',
    ]],
    ['two waves for the rest', () => applicationOf({ clusters: ['prod-eu'], waves: [{ name: 'one' }, { name: 'other' }] }), [
      'acme/payment-api: waves one and other of application payment-api both select prod-eu: select it in one of them',
    ]],
    ['the hub in a wave by its region', () => applicationOf({ clusters: ['hub', 'prod-us'], waves: [{ name: 'europe', regions: ['eu-central-1'] }, { name: 'america', regions: ['us-east-1'] }] }), NOTHING],
    ['many that are left out', () => applicationOf({ source: CHART, waves: [{ name: 'none', clusters: [] }] }, Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`c${i}`, {}]))), [
      'acme/payment-api: waves of application payment-api (none) leave out c0, c1, c2, c3, c4, c5, c6, c7 and 2 more, which would never be updated: select them in a wave, or add a last wave that selects nothing and takes the rest',
    ]],
  ]],
  ['application-set-wave-empty', 'warning', [
    ['canaries by a misspelt label', () => applicationOf({ waves: [{ name: 'canary', matchLabels: { canari: 'yes' } }, { name: 'general' }] }), [
      'acme/payment-api: wave canary of application payment-api has no cluster, so that the next one waits for nobody: correct what it selects, or leave it out',
    ]],
    ['waves with clusters', () => applicationOf({ waves: WAVES }), NOTHING],
  ]],
  ['application-set-size', 'error', [
    ['values that are too long', () => applicationOf({ source: { ...long, valuesPerCluster: () => ({ long: 'x'.repeat(1_500_000) }) } }, { a: {} }), [
      `acme/payment-api: application payment-api: what it gives cluster a takes 1500396 bytes, and an ApplicationSet has room for ${ROOM}: move long values into files of the repository, which valueFiles or path name`,
    ]],
    ['values that grew in an ApplicationSet that is full', () => applicationOf({ source: long }, THREE, { lock: lockOf({ a: '1', b: '1', c: '1', hub: undefined }) }), [
      `acme/payment-api: application payment-api: its Applications for a, b, c lie in one ApplicationSet, where they stay, and take 1501188 bytes, and an ApplicationSet has room for ${ROOM}: move long values into files of the repository, which valueFiles or path name`,
    ]],
    ['values that go into two', () => applicationOf({ source: long }, THREE), NOTHING],
  ]],
  ['application-set-moved', 'warning', [
    ['clusters that no longer fit', () => applicationOf({ source: long }, THREE, { lock: lockOf({ a: undefined, b: undefined, c: undefined, hub: undefined }) }), [
      'acme/payment-api: application payment-api no longer fits into one ApplicationSet, and c go into payment-api-2 and following: where ApplicationSet payment-api made their Applications already, take its owner reference off them, or shorten what is baked',
    ]],
    ['a cluster that is new', () => applicationOf({ source: long }, THREE, { lock: lockOf({ a: undefined, b: undefined, hub: undefined }) }), NOTHING],
    ['clusters whose ApplicationSet is recorded', () => applicationOf({ source: long }, THREE, { lock: lockOf({ a: '1', b: '1', c: '2', hub: undefined }) }), NOTHING],
  ]],
  ['application-set-waves-divided', 'warning', [
    ['waves in two ApplicationSets', () => applicationOf({ source: long, waves: [{ name: 'canary', clusters: ['a'] }, { name: 'general' }] }, THREE), [
      'acme/payment-api: application payment-api needs ApplicationSets payment-api, payment-api-2, and its waves (canary, general) hold within each of them only: shorten what is baked, or raise targetRevision wave by wave with a function of the cluster',
    ]],
    ['two ApplicationSets without waves', () => applicationOf({ source: long }, THREE), NOTHING],
    ['waves in one', () => applicationOf({ waves: WAVES }), NOTHING],
  ]],
])('%s', (code, severity, cases) => {
  test.each(cases)('%s', (_, make, messages) => {
    const found = make().findings().filter(finding => finding.code === code);
    expect(found.map(({ message }) => message)).toEqual(messages);
    found.forEach(finding => expect(finding).toMatchObject({ severity, paths: ['acme/payment-api'] }));
    expect(make().findings().filter(finding => finding.severity === 'error' && finding.code !== code)).toEqual([]);
  });
});

test('every rule is in the list, a file each, by code', () => {
  const files = readdirSync(join(__dirname, '../../../lib/gitops/application-set/rules')).map(file => file.replace('.ts', '')).filter(file => !['index', 'rule'].includes(file));
  expect(APPLICATION_SET_RULES.map(rule => rule.code)).toEqual(files.sort());
});

test('an application without clusters is one finding, whatever its waves', () => {
  expect(applicationOf({ clusters: [], waves: [{ name: 'canary' }] }).findings().map(({ code }) => code)).toEqual(['application-set-empty']);
});

test('a misspelt name alone is one finding', () => {
  expect(applicationOf({ clusters: ['prod-uss'] }).findings().map(({ code }) => code)).toEqual(['application-set-unknown-cluster']);
});

test('a finding names its clusters', () => {
  const { findings } = applicationOf({ waves: [{ name: 'canary', clusters: ['prod-eu'] }] }, MEMBERS);
  expect(findings()).toMatchObject([{ code: 'application-set-waves', clusters: ['prod-us', 'stage-eu'] }]);
});
