import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { Claim, Component, Lock } from '../../../lib/fleet';
import { Member, newFleet, permutations } from '../members';
import { core, provider, software } from '../rules/model-builder';

type Choice = Omit<Extract<Claim, { type: 'component-choice' }>, 'type' | 'cluster' | 'path'>;

const X = provider().component;
const CERT_MANAGER = software().component;
/** The provider `infrastructure-x`, asked for with these gates. */
const needing = (...featureGates: readonly string[]) => provider({ featureGates }).component;
const needs = (path: string, component: Component, cluster = 'a'): Claim => ({ type: 'component', cluster, path, component });
const installs = (path = 'acme/platform', cluster = 'a'): Claim => ({ type: 'component-installer', cluster, path });
const chooses = (choice: Choice, path = 'acme/platform', cluster = 'a'): Claim => ({ type: 'component-choice', cluster, path, ...choice });

/** What runs in cluster `a` with these claims. */
function settled(claims: readonly Claim[], held: Readonly<Record<string, string>> = {}) {
  const lock = Lock.memory({ acme: { facts: Object.entries(held).map(([fact, value]) => ({ owner: 'a', fact, value })) } });
  const fleet = newFleet(new App(), { lock });
  ['a', 'b'].forEach(id => new Member(fleet, id));
  claims.forEach(claim => fleet.claim(claim));
  const { components, unknownComponents } = fleet.clusterModel('a');
  return { components, unknownComponents, conflicts: fleet.model.conflicts };
}

/** The release and the origin of each component. */
const releases = (...args: Parameters<typeof settled>) => settled(...args).components.map(({ component, version, origin }) => `${component.name} ${version} ${origin}`);

describe('software that runs in a cluster', () => {
  test('is nothing without a claim', () => {
    expect(settled([])).toEqual({ components: [], unknownComponents: [], conflicts: [] });
    expect(settled([installs()])).toEqual({ components: [], unknownComponents: [], conflicts: [] });
  });

  test('is there once, by name, whoever needs it, with the paths of all', () => {
    const { components, conflicts } = settled([
      needs('acme/us', X), needs('acme/eu', CERT_MANAGER), needs('acme/eu', X), needs('acme/us', X), needs('acme/b', core().component, 'b'),
    ]);
    expect(components).toEqual([
      { component: CERT_MANAGER, version: 'v1.21.1', origin: 'assumed', paths: ['acme/eu'], neededGates: {}, chosenGates: {} },
      { component: X, version: 'v2.5.0', origin: 'assumed', paths: ['acme/eu', 'acme/us'], neededGates: {}, chosenGates: {} },
    ]);
    expect(conflicts).toEqual([]);
  });

  test('has the gates that something needs, each with the first by path, and those that people have decided on', () => {
    const claims = [
      needs('acme/c', needing('Spot', 'MachinePool')), needs('acme/b', needing('MachinePool')), needs('acme/d', needing('EKS', 'Spot')), needs('acme/a', X),
      needs('acme/a', software({ name: 'other' }).component),
      chooses({ name: X.name, featureGates: { Spot: false, A: true } }),
    ];
    const found = settled(claims).components.find(({ component }) => component.name === X.name)!;
    expect(Object.entries(found.neededGates)).toEqual([['EKS', 'acme/d'], ['MachinePool', 'acme/b'], ['Spot', 'acme/c']]);
    expect(Object.entries(found.chosenGates)).toEqual([['A', true], ['Spot', false]]);
    const other = settled(claims).components.find(({ component }) => component.name === 'other')!;
    expect([other.neededGates, other.chosenGates]).toEqual([{}, {}]);
  });
});

describe('who installs it', () => {
  const both = [needs('acme/eu', X), needs('acme/eu', CERT_MANAGER)];

  test.each<[string, readonly Claim[], readonly string[]]>([
    ['others, as it seems, where nothing does', both, ['assumed', 'assumed']],
    ['the program, where something does', [...both, installs()], ['installed', 'installed']],
    ['others, who have said so', [...both, installs(), chooses({ name: X.name, providedByOthers: true })], ['installed', 'provided']],
    ['others, who have said so, without any installer', [...both, chooses({ name: X.name, providedByOthers: true })], ['assumed', 'provided']],
    ['the program, when people decide on something else', [...both, installs(), chooses({ name: X.name, providedByOthers: false, featureGates: {} })], ['installed', 'installed']],
    ['others, where something installs the software of another cluster', [...both, installs('acme/platform', 'b'), chooses({ name: X.name, providedByOthers: true }, 'p', 'b')], ['assumed', 'assumed']],
  ])('%s', (_, claims, origins) => {
    expect(settled(claims).components.map(({ origin }) => origin)).toEqual(origins);
  });
});

describe('its release', () => {
  const held = { 'component/infrastructure-x': 'v2.4.7', 'component/cert-manager': 'v1.20.0' };
  const both = [needs('acme/eu', X), needs('acme/eu', CERT_MANAGER)];

  test.each<[string, readonly Claim[], Readonly<Record<string, string>>, readonly string[]]>([
    ['its own', [...both, installs()], {}, ['cert-manager v1.21.1 installed', 'infrastructure-x v2.5.0 installed']],
    // Of software that is written as objects there is one release: that of the library.
    ['that of the lock, for a provider that the program installs', [...both, installs()], held, ['cert-manager v1.21.1 installed', 'infrastructure-x v2.4.7 installed']],
    ['its own, where nothing installs it', both, held, ['cert-manager v1.21.1 assumed', 'infrastructure-x v2.5.0 assumed']],
    ['the chosen one before that of the lock', [...both, installs(), chooses({ name: X.name, version: 'v2.6.0' })], held,
      ['cert-manager v1.21.1 installed', 'infrastructure-x v2.6.0 installed']],
    ['what others say that they have installed', [...both, installs(), ...[X, CERT_MANAGER].map(({ name }) => chooses({ name, version: 'v1.0.0', providedByOthers: true }))], held,
      ['cert-manager v1.0.0 provided', 'infrastructure-x v1.0.0 provided']],
    ['its own, where others say nothing of theirs', [...both, installs(), chooses({ name: X.name, providedByOthers: true })], held,
      ['cert-manager v1.21.1 installed', 'infrastructure-x v2.5.0 provided']],
    ['that of the lock, when people decide on something else', [...both, installs(), chooses({ name: X.name, featureGates: { A: true } })], held,
      ['cert-manager v1.21.1 installed', 'infrastructure-x v2.4.7 installed']],
    ['the first that is chosen by path, whoever decides on something else',
      [...both, installs(), chooses({ name: X.name, version: 'v2.8.0' }, 'acme/r'), chooses({ name: X.name, version: 'v2.7.0' }, 'acme/q'), chooses({ name: X.name, featureGates: {} })], held,
      ['cert-manager v1.21.1 installed', 'infrastructure-x v2.7.0 installed']],
    ['its own, when another one is chosen', [...both, installs(), chooses({ name: 'infrastructure-y', version: 'v9.0.0' })], {},
      ['cert-manager v1.21.1 installed', 'infrastructure-x v2.5.0 installed']],
  ])('is %s', (_, claims, facts, expected) => {
    expect(releases(claims, facts)).toEqual(expected);
  });
});

describe('decisions about software that nothing needs', () => {
  test('are told, each with who decided, and change nothing', () => {
    const claims = [needs('acme/eu', X), needs('acme/b', CERT_MANAGER, 'b'), installs(), chooses({ name: X.name, version: 'v2.6.0' })];
    const strange = [chooses({ name: 'cert-manager', version: 'v1.0.0' }), chooses({ name: 'flux', providedByOthers: true }, 'acme/other')];
    expect(settled([...claims, ...strange])).toEqual({
      ...settled(claims), unknownComponents: [{ name: 'cert-manager', path: 'acme/platform' }, { name: 'flux', path: 'acme/other' }],
    });
  });
});

describe('claims that disagree', () => {
  const party = (path: string, value: string) => ({ path, value });

  test('are two installers of one cluster, each against the first by path', () => {
    const claims = [needs('acme/eu', X), ...['acme/q', 'acme/p', 'acme/r'].map(path => installs(path)), installs('acme/s', 'b')];
    const subject = 'the software';
    expect(settled(claims)).toEqual({
      ...settled([needs('acme/eu', X), installs()]),
      conflicts: ['acme/q', 'acme/r'].map(path => ({ cluster: 'a', subject, parties: [party('acme/p', 'installs it'), party(path, 'installs it too')] })),
    });
  });

  test('are two releases of one component: the first by path stays, and both are named', () => {
    const newer = provider({ version: 'v2.6.0' }).component;
    const claims = [needs('acme/c', newer), needs('acme/b', X), needs('acme/a', X), needs('acme/d', provider({ version: 'v2.7.0' }).component), needs('acme/d', CERT_MANAGER)];
    for (const order of permutations(claims)) {
      const { components, conflicts } = settled(order);
      expect(conflicts).toEqual([{ cluster: 'a', subject: 'infrastructure-x', parties: [party('acme/a', 'v2.5.0, in namespace x-system'), party('acme/c', 'v2.6.0, in namespace x-system')] }]);
      expect(components.map(({ version }) => version)).toEqual(['v1.21.1', 'v2.5.0']);
    }
  });

  test('are two releases whichever is the newer', () => {
    const claims = [needs('acme/b', provider({ version: 'v2.4.0' }).component), needs('acme/a', X)];
    expect(settled(claims).conflicts).toEqual([{ cluster: 'a', subject: 'infrastructure-x', parties: [party('acme/a', 'v2.5.0, in namespace x-system'), party('acme/b', 'v2.4.0, in namespace x-system')] }]);
  });

  test.each([
    [{ namespace: 'y-system' }, 'v2.5.0, in namespace y-system'], [{ options: 'with this' }, 'v2.5.0, in namespace x-system, with this'],
  ])('are two installations that differ: %j', (other, value) => {
    const conflict = { cluster: 'a', subject: 'infrastructure-x', parties: [party('acme/a', 'v2.5.0, in namespace x-system'), party('acme/b', value)] };
    expect(settled([needs('acme/b', provider(other).component), needs('acme/a', X)]).conflicts).toEqual([conflict]);
  });

  test('are findings that name both', () => {
    const fleet = newFleet(new App());
    [needs('acme/a', X, 'hub'), needs('acme/b', provider({ version: 'v2.6.0' }).component, 'hub'), installs('acme/p', 'hub'), installs('acme/q', 'hub')]
      .forEach(claim => fleet.claim(claim));
    expect(fleet.findings().map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'conflicting-claims: infrastructure-x of hub: acme/a says v2.5.0, in namespace x-system and acme/b says v2.6.0, in namespace x-system: make them agree, or remove one',
      'conflicting-claims: the software of hub: acme/p says installs it and acme/q says installs it too: make them agree, or remove one',
    ]);
  });
});

test('the order of claims changes nothing', () => {
  const name = fc.constantFrom('infrastructure-x', 'cluster-api', 'cert-manager');
  const path = fc.constantFrom('acme/a', 'acme/b', 'acme/c', 'acme/d');
  const gates = fc.subarray(['A', 'B', 'C']);
  const version = fc.constantFrom('v2.5.0', 'v2.6.0');
  const component = fc.tuple(name, version, gates).map(([of, release, featureGates]): Component => (
    of === 'cert-manager' ? { ...CERT_MANAGER, version: release } as Component : { ...X, name: of, version: release, featureGates } as Component));
  const claim = fc.oneof(
    fc.tuple(path, component).map(([at, of]) => needs(at, of)),
    path.map(at => installs(at)),
    fc.tuple(path, name, fc.option(version, { nil: undefined }), fc.boolean(), gates).map(([at, of, release, providedByOthers, on]) =>
      chooses({ name: of, version: release, providedByOthers, featureGates: Object.fromEntries(on.map((gate, i) => [gate, i === 0])) }, at)),
  );
  // One construct asks for one thing once.
  const key = (of: Claim) => `${of.type} ${of.path} ${of.type === 'component' ? of.component.name : of.type === 'component-choice' ? of.name : ''}`;
  const claims = fc.uniqueArray(claim, { selector: key, maxLength: 8 });
  const held = fc.dictionary(name.map(of => `component/${of}`), version);
  const shuffled = claims.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(fc.property(shuffled, held, ([list, mixed], facts) => {
    expect(settled(mixed, facts)).toEqual(settled(list, facts));
  }), { numRuns: 200 });
});
