import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { Member, newFleet } from './members';
import { Fleet, Manifest, pruneProtection } from '../../lib/fleet';

interface Definition extends Manifest {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
}

const definition = (plural = 'things', more: { readonly scope?: string; readonly annotations?: Readonly<Record<string, string>> } = {}): Definition => ({
  apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: `${plural}.example.com`, annotations: more.annotations },
  spec: {
    group: 'example.com', scope: more.scope ?? 'Namespaced', names: { kind: plural, plural, singular: plural, listKind: `${plural}List` },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
});

function fleetWith(): Fleet {
  const fleet = newFleet(new App());
  new Member(fleet, 'eu');
  new Member(fleet, 'us');
  return fleet;
}
const claim = (fleet: Fleet, cluster: string, what: Manifest, path = 'acme/mesh') => fleet.claim({ type: 'definition', cluster, path, definition: what });
const definitionsOf = (fleet: Fleet, cluster: string) => fleet.chartsOf(cluster).flatMap(chart => chart.toJson() as Manifest[])
  .filter(({ kind }) => kind === 'CustomResourceDefinition');

describe('a definition that is claimed', () => {
  test('is one object of its cluster, however many claim it, and stays when it leaves the output', () => {
    const fleet = fleetWith();
    const things = definition('things', { annotations: { 'api-approved.kubernetes.io': 'unapproved' } });
    claim(fleet, 'eu', things);
    claim(fleet, 'eu', { ...things }, 'acme/other');
    claim(fleet, 'eu', things);
    expect(definitionsOf(fleet, 'eu')).toEqual([
      { ...things, metadata: { name: 'things.example.com', annotations: { 'api-approved.kubernetes.io': 'unapproved', ...pruneProtection() } } },
    ]);
    expect([definitionsOf(fleet, 'us'), definitionsOf(fleet, 'hub')]).toEqual([[], []]);
    expect(fleet.check()).toEqual([]);
    expect(things).toEqual(definition('things', { annotations: { 'api-approved.kubernetes.io': 'unapproved' } }));
  });

  test('is made in each cluster and for each name, with what serves its kind', () => {
    const fleet = fleetWith();
    claim(fleet, 'us', definition('things'));
    claim(fleet, 'eu', definition('things'));
    claim(fleet, 'eu', definition('others'));
    expect(['eu', 'hub', 'us'].map(cluster => definitionsOf(fleet, cluster).map(({ metadata }) => metadata.name)))
      .toEqual([['others.example.com', 'things.example.com'], [], ['things.example.com']]);
    expect(fleet.check()).toEqual([]);
  });

  test('is a finding where two differ in one cluster, and none where they lie in two', () => {
    const fleet = fleetWith();
    claim(fleet, 'eu', definition());
    claim(fleet, 'us', definition('things', { scope: 'Cluster' }), 'acme/b');
    expect(fleet.check()).toEqual([]);
    claim(fleet, 'eu', definition('things', { scope: 'Cluster' }), 'acme/b');
    expect(fleet.check()).toEqual([{
      code: 'conflicting-claims', severity: 'error', clusters: ['eu'], paths: ['acme/b', 'acme/mesh'],
      message: 'CustomResourceDefinition things.example.com, field spec.scope of eu: acme/b says Cluster and acme/mesh says Namespaced: make them agree, or remove one',
    }]);
  });

  test('fails for what is no cluster of the fleet', () => {
    expect(() => claim(fleetWith(), 'ap', definition())).toThrow("acme/mesh: claims a definition for 'ap', which is no cluster of fleet 'acme'");
  });
});
