import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { asJson, configMap, Member, MemberClaim, MemberProps, newFleet, permutations, renderAll } from './members';
import { ExistingCluster, Fleet, FleetApp, FleetProps, Lock } from '../../lib/fleet';

/** One step of a program: declares something, under a fleet. */
type Step = (fleet: Fleet) => void;

function run(
  steps: readonly Step[], props: () => Partial<FleetProps> = () => ({}),
): { model: unknown; findings: unknown; charts: unknown; yaml: string } {
  const app = new App();
  const fleet = newFleet(app, props());
  steps.forEach(step => step(fleet));
  const findings = fleet.findings();
  const broken = findings.some(finding => finding.severity === 'error');
  return { model: asJson(fleet.settle()), findings, charts: broken ? undefined : renderAll(fleet), yaml: broken ? '' : JSON.stringify(renderAll(fleet)) };
}

const member = (name: string, props?: MemberProps): Step => fleet => { new Member(fleet, name, props); };

describe('hub explicit, A open, B explicit', () => {
  const steps = [
    member('a'),
    // The block that a would get if it were asked first.
    member('b', { network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }),
    (fleet: Fleet) => { new ExistingCluster(fleet, 'c', { version: '1.33.4', network: { pods: '10.2.0.0/16', services: '10.3.0.0/20' } }); },
    (fleet: Fleet) => { configMap(fleet.hub.chart, 'mine'); },
  ];

  test('gives the same model and the same bytes in every order', () => {
    const [first, ...others] = permutations(steps).map(order => run(order));
    others.forEach(other => expect(other).toEqual(first));
    expect(new Set([first, ...others].map(result => result.yaml)).size).toBe(1);
    expect(first.findings).toEqual([]);
    expect(first.model).toMatchObject({ clusters: [
      { name: 'a', ranges: [{ cidr: '10.4.0.0/16', origin: 'plan' }, { cidr: '10.1.16.0/20', origin: 'plan' }] },
      { name: 'b', ranges: [{ cidr: '10.0.0.0/16', origin: 'program' }, { cidr: '10.1.0.0/20' }] },
      { name: 'c' }, { name: 'hub' },
    ] });
  });

  test('gives the same text through synthYaml of a FleetApp in every order', () => {
    const texts = permutations(steps).map(order => {
      const app = new FleetApp();
      const fleet = newFleet(app);
      order.forEach(step => step(fleet));
      fleet.clusterCharts.forEach(chart => configMap(chart, 'own', { name: `of-${chart.cluster}` }));
      return app.synthYaml();
    });
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('10.4.0.0/16');
  });

  test('keeps what the lock and a retired cluster hold, in every order', () => {
    const lock = () => Lock.memory({ acme: {
      facts: [
        { owner: 'a', fact: 'range/pods', value: '10.7.0.0/16' },
        { owner: 'gone', fact: 'range/pods', value: '10.1.16.0/20' },
      ],
      retired: new Set(['gone']),
    } });
    const results = permutations(steps).map(order => run(order, () => ({ lock: lock() })));
    results.forEach(result => expect(result).toEqual(results[0]));
    expect(results[0].model).toMatchObject({ clusters: [{ name: 'a', ranges: [{ cidr: '10.7.0.0/16', origin: 'lock' }, { cidr: '10.1.32.0/20', origin: 'plan' }] }, {}, {}, {}] });
  });

  test('finds the same overlap in every order', () => {
    const overlapping = [...steps, member('d', { network: { pods: '10.0.128.0/17', services: '10.3.128.0/20' } })];
    const results = permutations(overlapping).map(order => run(order).findings);
    results.forEach(findings => expect(findings).toEqual(results[0]));
    expect(results[0]).toMatchObject([{ code: 'overlapping-ranges', clusters: ['b', 'd'] }]);
  });
});

describe('random fleets', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'namespaces', 'z-1');
  const value = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom('x', 'y'), fc.constant([{ a: 1 }]));
  const values = fc.dictionary(fc.constantFrom('image', 'tag', 'nested'), fc.oneof(value, fc.dictionary(fc.constantFrom('one', 'two'), value)), { maxKeys: 3 });
  const release = fc.record({
    name: fc.constantFrom('cni', 'ccm'), namespace: fc.constantFrom('kube-system', 'calico'), values, defaultVersion: fc.constantFrom('1.0.0', '2.0.0'),
  }).map((r): MemberClaim => ({ ...r, type: 'release', installer: 'delivery', repository: 'https://charts.example.com', chart: r.name }));
  const claim = fc.oneof(
    release,
    fc.record({ release: fc.constantFrom('cni', 'ccm'), values }).map((c): MemberClaim => ({ ...c, type: 'release-values' })),
    fc.record({ name: fc.constantFrom('payments', 'kube-system', 'b-team', 'a-team'), labels: fc.dictionary(fc.constantFrom('team', 'tier'), fc.constantFrom('x', 'y')) })
      .map((c): MemberClaim => ({ ...c, type: 'namespace' })),
    fc.constantFrom('VXLAN', 'BGP').map((description): MemberClaim => (
      { type: 'opening', opening: { description, protocol: 'udp', fromPort: 4789, toPort: 4789 } })),
  );
  const network = fc.record({ pods: fc.constantFrom('10.0.0.0/16', '10.3.0.0/16', '10.4.0.0/15'), services: fc.constantFrom('10.8.0.0/20', '10.9.0.0/20') }, { requiredKeys: [] });
  const members = fc.uniqueArray(
    fc.record({ name, network, claims: fc.array(claim, { maxLength: 4 }), labels: fc.dictionary(fc.constantFrom('env', 'tier'), fc.constantFrom('x', 'y')) }),
    { selector: m => m.name, minLength: 1, maxLength: 5 },
  );
  const facts = fc.uniqueArray(fc.record({
    owner: name, fact: fc.constantFrom('range/pods', 'range/services', 'chart/cni'), value: fc.constantFrom('10.5.0.0/16', '10.6.0.0/16', '10.10.0.0/20', '3.0.0'),
  }), { selector: f => `${f.owner} ${f.fact}`, maxLength: 4 });

  /** The same members, and contributions to them from constructs of their own, in two orders. */
  const programs = members.chain(declared => fc.record({
    declared: fc.constant(declared),
    shuffled: fc.shuffledSubarray([...declared], { minLength: declared.length, maxLength: declared.length }),
    facts,
    retired: fc.boolean(),
  }));

  test('settle to one model and render the same bytes, whatever the order', () => {
    let rendered = 0;
    fc.assert(fc.property(programs, ({ declared, shuffled, facts: held, retired }) => {
      const names = new Set(declared.map(m => m.name));
      const gone = held.map(f => f.owner).filter(owner => !names.has(owner));
      const lock = () => ({ lock: Lock.memory({ acme: { facts: held, retired: new Set(retired ? gone : []) } }) });
      const steps = (order: typeof declared) => order.map(({ name: id, ...props }) => member(id, props));
      const [one, other] = [run(steps(declared), lock), run(steps(shuffled), lock)];
      expect(other).toEqual(one);
      expect(other.yaml).toBe(one.yaml);
      rendered += one.yaml === '' ? 0 : 1;
    }), { numRuns: 300 });
    // Otherwise the second half of the property is never asked.
    expect(rendered).toBeGreaterThan(3);
  });
});
