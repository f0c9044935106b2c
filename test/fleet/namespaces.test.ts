import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { configMap, newFleet, permutations } from './members';
import { Fleet, HubPlatform } from '../../lib';

/** Folders of the hub by their unit; `main` is the folder without one, `drill` nobody delivers. */
const UNITS: Readonly<Record<string, number | undefined>> = { 'main': 0, '00-crds': -100, '10-first': -90, '10-second': -90, 'late': 5, 'drill': undefined, 'exercise': undefined };

interface TerseClaim {
  readonly unit: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly name?: string;
}

/** A fleet with some folders on its hub, and claims on namespaces in their order. */
function claimed(...claims: readonly TerseClaim[]): Fleet {
  const fleet = newFleet(new App());
  for (const [unit, wave] of Object.entries(UNITS).filter(([name]) => name !== 'main')) {
    if (wave === undefined) {
      fleet.chartOf('hub', unit);
    } else {
      fleet.deliveredUnit('hub', unit, wave);
    }
  }
  claims.forEach(({ unit, name = 'shop', labels }, i) => fleet.claim({
    type: 'namespace', cluster: 'hub', path: `acme/${i}`, name, labels, unit: unit === 'main' ? undefined : unit,
  }));
  return fleet;
}

/** The namespaces of the hub, each with its folder and its labels. */
function namespaces(fleet: Fleet): readonly (readonly [unit: string, name: string, labels: unknown])[] {
  return fleet.chartsOf('hub').flatMap(chart => (chart.toJson() as { kind: string; metadata: { name: string; labels?: unknown } }[])
    .filter(({ kind }) => kind === 'Namespace').map(({ metadata: { name, labels } }) => [chart.unit ?? 'main', name, labels] as const));
}

describe('a namespace that several claims name', () => {
  const [a, b, c] = [{ a: '1' }, { b: '2', both: 'x' }, { c: '3', both: 'x' }];

  test.each<[string, readonly TerseClaim[], string]>([
    ['the main folder alone', [{ unit: 'main', labels: a }, { unit: 'main', labels: b }], 'main'],
    ['a unit alone', [{ unit: 'late', labels: a }, { unit: 'late', labels: b }], 'late'],
    ['the main folder and an earlier unit', [{ unit: 'main', labels: a }, { unit: '00-crds', labels: b }], '00-crds'],
    ['the main folder and a later unit', [{ unit: 'main', labels: a }, { unit: 'late', labels: b }], 'main'],
    ['the main folder and a unit that people apply when they say', [{ unit: 'main', labels: a }, { unit: 'drill', labels: b }], 'main'],
    ['a later unit and one that people apply when they say', [{ unit: 'drill', labels: a }, { unit: 'late', labels: b }], 'late'],
    ['two units', [{ unit: '10-first', labels: a }, { unit: '00-crds', labels: b }], '00-crds'],
    ['two units of one place', [{ unit: '10-second', labels: a }, { unit: '10-first', labels: b }], '10-first'],
    ['two units that people apply when they say', [{ unit: 'exercise', labels: a }, { unit: 'drill', labels: b }], 'drill'],
    ['everything', [{ unit: 'late', labels: a }, { unit: 'main', labels: b }, { unit: '10-first', labels: c }], '10-first'],
  ])('lies with all labels in the folder that is applied first, whatever their order: %s', (_, claims, unit) => {
    for (const order of permutations(claims)) {
      const fleet = claimed(...order);
      expect(namespaces(fleet)).toEqual([[unit, 'shop', Object.assign({}, ...claims.map(({ labels }) => labels))]]);
      expect(fleet.clusterModel('hub').namespaces).toEqual(['shop']);
      expect(fleet.check()).toEqual([]);
    }
  });

  test('keeps the annotations that people gave it when it moves', () => {
    const fleet = claimed({ unit: 'main' });
    const made = () => fleet.chartsOf('hub').flatMap(chart => chart.node.findAll()).filter(node => ApiObject.isApiObject(node) && node.kind === 'Namespace') as ApiObject[];
    made()[0].metadata.addAnnotation('acme.example/owner', 'shop');
    fleet.claim({ type: 'namespace', cluster: 'hub', path: 'acme/late', name: 'shop', unit: '00-crds' });
    expect(made().map(({ metadata }) => metadata.toJson().annotations)).toEqual([expect.objectContaining({ 'acme.example/owner': 'shop' })]);
  });

  test('keeps what protects it when it moves', () => {
    const [moved, stayed] = [claimed({ unit: 'main', labels: a }, { unit: '00-crds' }), claimed({ unit: '00-crds', labels: a })]
      .map(fleet => fleet.chartOf('hub', '00-crds').toJson());
    expect(moved).toEqual(stayed);
    expect(moved[0].metadata.annotations).toEqual(claimed({ unit: 'main' }).hub.chart.toJson()[0].metadata.annotations);
    expect(Object.keys(moved[0].metadata.annotations)).toHaveLength(3);
  });

  test('is found by its name alone', () => {
    expect(namespaces(claimed({ unit: 'main', name: 'a' }, { unit: '00-crds', name: 'b' }, { unit: 'late', name: 'c' }, { unit: '00-crds', name: 'a' })))
      .toEqual([['00-crds', 'a', undefined], ['00-crds', 'b', undefined], ['late', 'c', undefined]]);
  });

  test('with two values for one label is a finding, wherever they lie', () => {
    const fleet = claimed({ unit: 'main', labels: { tier: 'a' } }, { unit: '00-crds', labels: { tier: 'b' } });
    expect(fleet.check().map(({ message }) => message)).toEqual([
      'label tier of namespace shop of hub: acme/0 says a and acme/1 says b: make them agree, or remove one',
    ]);
  });
});

describe('a namespace that every cluster has', () => {
  test('is written in no unit without labels', () => {
    expect(namespaces(claimed({ unit: '00-crds', name: 'kube-system' }, { unit: 'main', name: 'default', labels: {} }))).toEqual([]);
  });

  test('is written where it gets labels, wherever else it is named', () => {
    const claims: readonly TerseClaim[] = [
      { unit: '00-crds', name: 'kube-system' }, { unit: 'main', name: 'kube-system', labels: { a: '1' } }, { unit: 'late', name: 'kube-system', labels: { b: '2' } },
    ];
    for (const order of permutations(claims)) {
      expect(namespaces(claimed(...order))).toEqual([['main', 'kube-system', { a: '1', b: '2' }]]);
    }
  });
});

test('objects of the folder that a namespace leaves stay in it', () => {
  const fleet = claimed({ unit: 'main' });
  configMap(fleet.hub.chart, 'mine', { name: 'mine', namespace: 'shop' });
  fleet.claim({ type: 'namespace', cluster: 'hub', path: 'acme/late', name: 'shop', unit: '00-crds' });
  expect(fleet.hub.chart.toJson().map(({ kind }) => kind)).toEqual(['ConfigMap']);
});

test('the namespaces of a HubPlatform come before everything else, also when something asked for one of them before', () => {
  const fleet = newFleet(new App());
  fleet.claim({ type: 'namespace', cluster: 'hub', path: 'acme/mine', name: 'cert-manager', labels: { mine: 'yes' } });
  new HubPlatform(fleet, 'platform');
  fleet.claim({
    type: 'component', cluster: 'hub', path: 'acme/mine',
    component: { type: 'manifests', name: 'tls', version: 'v1.0.0', phase: 'certificates', namespace: 'cert-manager', namespaceLabels: { its: 'too' }, serves: [], definitions: () => [], objects: () => [] },
  });
  expect(namespaces(fleet)).toEqual([['00-crds', 'cert-manager', { mine: 'yes', its: 'too' }]]);
});

test('a namespace has the annotations of all claims, also where it has them alone and is one that every cluster has', () => {
  const fleet = newFleet(new App());
  const claim = { type: 'namespace', cluster: 'hub', path: 'acme/a' } as const;
  fleet.claim({ ...claim, name: 'shop', annotations: { one: '1' } });
  fleet.claim({ ...claim, name: 'shop', annotations: { two: '2' } });
  fleet.claim({ ...claim, name: 'kube-system', annotations: { one: '1' } });
  const made = (fleet.chartOf('hub').toJson() as any[]).filter(({ kind }) => kind === 'Namespace');
  expect(made.map(({ metadata: { name, annotations } }) => [name, annotations.one, annotations.two])).toEqual([
    ['kube-system', '1', undefined], ['shop', '1', '2'],
  ]);
});
