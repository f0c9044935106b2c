import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { configMap, Member, newFleet, renderAll, wrongCluster } from './members';
import { AddressPlan, Finding, Fleet, FleetApp, FleetError, formatFinding } from '../../lib/fleet';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'one-result-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const OUTPUT_TYPES = [
  ['FILE_PER_APP', YamlOutputType.FILE_PER_APP],
  ['FILE_PER_CHART', YamlOutputType.FILE_PER_CHART],
  ['FILE_PER_RESOURCE', YamlOutputType.FILE_PER_RESOURCE],
  ['FOLDER_PER_CHART_FILE_PER_RESOURCE', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE],
] as const;

/** A fleet with dependencies, patches, lazy values, namespaces, a unit, and a chart of people's own beside it. */
function build(app: App): Fleet {
  const fleet = newFleet(app);
  const b = new Member(fleet, 'b', { claims: [{ type: 'namespace', name: 'b-payments', labels: { team: 'pay' } }] });
  const a = new Member(fleet, 'a', { network: { pods: '10.0.0.0/16' } });
  b.onHub.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
  const app1 = new Construct(fleet.hub.chart, 'shop');
  const late = configMap(app1, 'late', { name: 'late' });
  late.addDependency(configMap(app1, 'z-early', { name: 'z-early' }));
  // Names that differ between clusters: cdk8s' file per resource knows no cluster.
  [a, b].forEach(member => member.chart.node.tryRemoveChild('about'));
  configMap(fleet.chartOf('a', 'restore'), 'plan', { name: 'restore-plan' });
  configMap(new Chart(app, 'mine'), 'own', { name: 'own' });
  return fleet;
}

type Manifest = { readonly kind: string; readonly metadata: { readonly name: string } };

const sorted = (objects: readonly unknown[]) => (objects as Manifest[]).map(o => JSON.stringify(sortKeys(o))).sort();

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) {
    return Array.isArray(value) ? value.map(sortKeys) : value;
  }
  return Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)).map(([k, v]) => [k, sortKeys(v)]));
}

const parse = (text: string) => parseAllDocuments(text).map(document => document.toJSON() as unknown).filter(document => document !== null);

function filesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(name => statSync(join(path, name)).isFile()).sort();
}

function silently<T>(run: () => T): { result: T; stderr: string; exitCode: typeof process.exitCode } {
  const [write, before] = [process.stderr.write, process.exitCode];
  let stderr = '';
  process.stderr.write = (text => { stderr += String(text); return true; }) as typeof write;
  try {
    process.exitCode = undefined;
    const result = run();
    return { result, stderr, exitCode: process.exitCode };
  } finally {
    process.stderr.write = write;
    process.exitCode = before;
  }
}

describe('a fleet without errors', () => {
  const expected = () => {
    const app = new App({ outdir: folder });
    const fleet = build(app);
    return { app, fleet, charts: renderAll(fleet), all: sorted([...Object.values(renderAll(fleet)).flat(), ...(app.node.findChild('mine') as Chart).toJson()]) };
  };

  test('renders the same again, chart by chart, in any sequence', () => {
    const { fleet, charts } = expected();
    expect(Object.fromEntries([...fleet.clusterCharts].reverse().map(chart => [chart.node.id, chart.toJson()]))).toEqual(charts);
    const again = build(new App());
    expect(again.chartOf('b').toJson()).toEqual(charts['acme--b']);
    expect(Testing.synth(again.hub.chart)).toEqual(charts['acme--hub']);
    expect(charts['acme--hub']).toHaveLength(4);
  });

  test('renders the same before and after a plain App has synthesized it', () => {
    const { app, fleet, charts } = expected();
    app.synth();
    app.synthYaml();
    expect(renderAll(fleet)).toEqual(charts);
  });

  test.each(OUTPUT_TYPES)('gives the same objects through a plain App that writes %s', (_, yamlOutputType) => {
    const { all } = expected();
    const app = new App({ outdir: join(folder, 'out'), yamlOutputType });
    build(app);
    app.synth();
    expect(sorted(filesIn(join(folder, 'out')).flatMap(file => parse(readFileSync(join(folder, 'out', file), 'utf8'))))).toEqual(all);
  });

  test('gives the same objects through synthYaml, of a plain App and of a FleetApp', () => {
    const { app, all } = expected();
    const fleetApp = new FleetApp();
    build(fleetApp);
    expect(sorted(parse(app.synthYaml()))).toEqual(all);
    expect(sorted(parse(fleetApp.synthYaml()))).toEqual(all);
  });

  test('gives the same objects through the files of a FleetApp, in a folder for each cluster', () => {
    const { all } = expected();
    const app = new FleetApp({ outdir: join(folder, 'out') });
    build(app);
    expect(silently(() => app.synth())).toMatchObject({ stderr: '', exitCode: undefined });
    const files = filesIn(join(folder, 'out'));
    expect(files).toEqual(['a.restore/plan.yaml', 'b/00-namespaces-and-crds.yaml', 'hub/a.yaml', 'hub/b.yaml', 'hub/shop.yaml', 'mine.yaml']);
    expect(sorted(files.flatMap(file => parse(readFileSync(join(folder, 'out', file), 'utf8'))))).toEqual(all);
    expect((parse(readFileSync(join(folder, 'out/hub/shop.yaml'), 'utf8')) as Manifest[]).map(o => o.metadata.name)).toEqual(['z-early', 'late']);
  });

  test('gives an ordinary chart the order that cdk8s gives it', () => {
    const make = (app: App) => {
      newFleet(app);
      const chart = new Chart(app, 'own');
      const [z, y, x] = ['z', 'y', 'x'].map(id => configMap(chart, id, { name: id }));
      z.addDependency(x);
      return [chart, y] as const;
    };
    const fleetApp = new FleetApp({ outdir: folder });
    make(fleetApp);
    fleetApp.synth();
    const names = (parse(readFileSync(join(folder, 'own.yaml'), 'utf8')) as Manifest[]).map(o => o.metadata.name);
    expect(names.indexOf('x')).toBeLessThan(names.indexOf('z'));
    expect(sorted(parse(readFileSync(join(folder, 'own.yaml'), 'utf8')))).toEqual(sorted(make(new App())[0].toJson()));
  });
});

/** Everything that can be wrong at once: a rule, a schema, a duplicate in a chart and across units, order, secret material, a validator. */
function breakIt(app: App): Fleet {
  const fleet = newFleet(app, { routingDomains: { all: ['a', 'b', 'hub', 'nobody'] } });
  const a = new Member(fleet, 'a', { network: { pods: '10.0.0.0/16' } });
  new Member(fleet, 'b', { network: { pods: '10.0.0.0/17' } });
  wrongCluster(fleet.hub.chart, 'wrong');
  configMap(a.chart, 'one', { name: 'twin' });
  configMap(a.chart, 'two', { name: 'twin' });
  configMap(fleet.chartOf('a', 'restore'), 'plan', { name: 'about' });
  configMap(a.chart, 'from').addDependency(configMap(fleet.hub.chart, 'to'));
  const [left, right] = ['left', 'right'].map(id => configMap(a.chart, id));
  left.addDependency(right);
  right.addDependency(left);
  configMap(new Chart(a.chart, 'nested'), 'deep');
  return fleet;
}

const CODES = [
  'dependency-between-charts', 'dependency-cycle', 'duplicate-object', 'duplicate-object', 'nested-chart', 'overlapping-ranges', 'schema', 'unknown-cluster',
];

describe('a fleet with errors', () => {
  const errors = (findings: readonly Finding[]) => findings.filter(f => f.severity === 'error').map(formatFinding);
  const expected = () => errors(breakIt(new App()).check());
  const thrownBy = (run: () => unknown): Error => {
    try {
      run();
    } catch (error) {
      return error as Error;
    }
    throw new Error('nothing was thrown');
  };
  /** What can still be said once cdk8s has written its conclusions into the tree: which charts depend on each other, not through what. */
  const afterwards = (lines: readonly string[]) => lines.map(line => line.replace(/(?<=between-charts: .*)(acme--a|one)\/\w+ depends on (acme--hub|two)\/\w+/, '$1 depends on $2'));
  /** The findings in the text that cdk8s throws, without the path that it puts before each. */
  const listed = (error: Error) => error.message.split('\n').slice(1).map(line => line.trim().replace(/^\[.*?\] /, '')).sort();

  test('has one finding for each fault', () => {
    expect(breakIt(new App()).check().map(finding => finding.code)).toEqual(CODES);
  });

  test('gives the same findings through check of the fleet and of a FleetApp, before and after cdk8s has looked at the tree', () => {
    const app = new FleetApp();
    const fleet = breakIt(app);
    expect(fleet.check()).toEqual(app.check());
    const plain = new App();
    const other = breakIt(plain);
    thrownBy(() => plain.synthYaml());
    expect(errors(other.check())).toEqual(afterwards(expected()));
  });

  test.each(OUTPUT_TYPES)('gives the same findings through a plain App that writes %s, and writes nothing', (_, yamlOutputType) => {
    const app = new App({ outdir: folder, yamlOutputType });
    breakIt(app);
    const found = listed(thrownBy(() => app.synth()));
    expect(found.filter(line => !line.startsWith('error overwritten-file'))).toEqual([...expected()].sort());
    expect(readdirSync(folder)).toEqual([]);
  });

  test('gives the same findings through synthYaml, and through an ordinary chart of the same app', () => {
    const app = new App();
    breakIt(app);
    expect(listed(thrownBy(() => app.synthYaml()))).toEqual([...afterwards(expected())].sort());
    const ordinary = new App();
    breakIt(ordinary);
    const chart = new Chart(ordinary, 'mine');
    configMap(chart, 'own');
    expect(listed(thrownBy(() => chart.toJson()))).toEqual([...afterwards(expected())].sort());
    const fleetApp = new FleetApp();
    breakIt(fleetApp);
    expect(errors((thrownBy(() => fleetApp.synthYaml()) as FleetError).findings)).toEqual(expected());
  });

  test('gives through toJson of a cluster chart the findings of the fleet and of that cluster', () => {
    const fleet = breakIt(new App());
    const own = (cluster: string) => fleet.check().filter(f => fleet.findings().includes(f) || f.clusters.includes(cluster));
    for (const name of ['a', 'b', 'hub']) {
      const error = thrownBy(() => fleet.chartOf(name).toJson()) as FleetError;
      expect(error).toBeInstanceOf(FleetError);
      expect(error.findings).toEqual(own(name));
    }
    const through = thrownBy(() => Testing.synth(fleet.chartOf('a', 'restore'))) as FleetError;
    expect(through.findings).toEqual(own('a'));
    expect(own('a').length).toBeGreaterThan(own('b').length);
    expect(thrownBy(() => fleet.chartOf('b').toJson()).message).toContain('the fleet has 2 errors:\n  error overlapping-ranges: ');
  });

  test('prints a line for each through synth of a FleetApp, sets the exit code and writes nothing', () => {
    const app = new FleetApp({ outdir: join(folder, 'out') });
    const fleet = breakIt(app);
    const { stderr, exitCode } = silently(() => app.synth());
    expect(stderr).toBe(expected().map(line => `${line}\n`).join(''));
    expect(exitCode).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
    expect(fleet.lock.read('acme').facts).toEqual([]);
  });

  test('says the same of charts of people\'s own through a FleetApp and a plain App', () => {
    const build2 = (app: App) => {
      newFleet(app);
      const [one, two] = ['one', 'two'].map(id => new Chart(app, id));
      wrongCluster(one, 'wrong');
      configMap(one, 'a', { name: 'same' });
      configMap(one, 'b', { name: 'same' });
      configMap(one, 'c').addDependency(configMap(two, 'd'));
      new Chart(two, 'nested');
      return app;
    };
    const found = errors((build2(new FleetApp()) as FleetApp).check());
    expect(found.map(line => line.split(':')[0])).toEqual(['error dependency-between-charts', 'error duplicate-object', 'error nested-chart', 'error schema']);
    expect(listed(thrownBy(() => build2(new App()).synthYaml()))).toEqual([...afterwards(found)].sort());
    expect(listed(thrownBy(() => build2(new App({ outdir: folder })).synth()))).toEqual([...found].sort());
  });

  test('names both constructs of a dependency that leads out of the charts', () => {
    const app = new FleetApp();
    const fleet = newFleet(app);
    const [a, b] = ['a', 'b'].map(id => new Member(fleet, id));
    b.node.addDependency(a);
    configMap(a.chart, 'x').node.addDependency(b);
    expect(app.check().map(f => f.message)).toEqual([
      'acme--a/x depends on acme/b, and acme/b lies in no chart, so nothing can be ordered by it; name constructs under one cluster\'s chart, or remove the dependency',
      'acme/b depends on acme/a, and acme/b lies in no chart, so nothing can be ordered by it; name constructs under one cluster\'s chart, or remove the dependency',
    ]);
    expect(fleet.check()).toEqual(app.check());
  });
});

describe('people\'s own validators', () => {
  const build3 = (app: App) => {
    const fleet = newFleet(app);
    const member = new Member(fleet, 'a');
    configMap(member.chart, 'x').node.addValidation({ validate: () => ['too few\nreplicas'] });
    member.node.addValidation({ validate: () => ['no owner'] });
    return fleet;
  };

  test('are findings of the app, the fleet and the chart they are in', () => {
    const app = new FleetApp();
    const fleet = build3(app);
    expect(app.check()).toEqual([
      { code: 'validation', severity: 'error', clusters: ['a'], paths: ['acme--a/x'], message: 'acme--a/x: too few\nreplicas' },
      { code: 'validation', severity: 'error', clusters: [], paths: ['acme/a'], message: 'acme/a: no owner' },
    ]);
    expect(fleet.check()).toEqual(app.check());
    expect(() => fleet.chartOf('a').toJson()).toThrow('acme--a/x: too few replicas');
    expect(fleet.hub.chart.toJson()).toHaveLength(1);
    expect(silently(() => app.synth()).stderr).toBe('error validation: acme--a/x: too few replicas\nerror validation: acme/a: no owner\n');
  });

  test('are called once by a plain App, which fails', () => {
    const app = new App({ outdir: folder });
    build3(app);
    expect(() => app.synth()).toThrow('Validation failed with the following errors:\n  [acme/a] no owner\n  [acme--a/x] too few\nreplicas');
  });
});

describe('a fault of the moment', () => {
  test('is found in values that cannot be made', () => {
    const app = new FleetApp();
    const fleet = newFleet(app);
    new Member(fleet, 'a').onHub.addJsonPatch(JsonPatch.test('/data/pods', 'none'));
    expect(app.check()).toMatchObject([{ code: 'unrenderable-object', clusters: ['hub'], paths: ['acme--hub/a/ranges'] }]);
    expect(app.check()[0].message).toMatch(/^Failed serializing construct at path 'acme--hub\/a\/ranges' with name 'a': /);
    new Member(fleet, 'b', { network: { pods: '172.16.0.0/16' } });
    expect(app.check().map(f => f.code)).toEqual(['overlapping-ranges', 'unrenderable-object']);
  });

  test('is not reported when it only follows from a range that the plan could not give', () => {
    const app = new FleetApp();
    const fleet = newFleet(app, { addresses: AddressPlan.within('10.0.0.0/16', { pods: 17, services: 17 }) });
    ['a', 'b'].forEach(name => new Member(fleet, name));
    expect(app.check().map(f => f.code)).toEqual(['address-plan-exhausted', 'address-plan-exhausted']);
    expect(fleet.check()).toEqual(app.check());
    expect(() => fleet.hub.chart.toJson()).toThrow(/^the fleet has 2 errors:\n {2}error address-plan-exhausted: /);
  });

  test.each([YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE])('fails where cdk8s would write two objects to one file (%s)', yamlOutputType => {
    const app = new App({ outdir: folder, yamlOutputType });
    const fleet = newFleet(app);
    configMap(fleet.hub.chart, 'one', { name: 'same', namespace: 'x' });
    configMap(fleet.hub.chart, 'two', { name: 'same', namespace: 'y' });
    expect(() => app.synth()).toThrow('error overwritten-file: cdk8s would write acme--hub/one and acme--hub/two to the same file ConfigMap.same:'
      + ' use a FleetApp, or YamlOutputType.FILE_PER_CHART');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('fails for equal names in two clusters only with a file per resource in one folder', () => {
    const make = (yamlOutputType: YamlOutputType) => {
      const app = new App({ outdir: folder, yamlOutputType });
      ['a', 'b'].forEach((id, i) => configMap(newFleet(app, {}, `${id}${i}`).hub.chart, 'x', { name: 'same' }));
      return app;
    };
    make(YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE).synth();
    expect(() => make(YamlOutputType.FILE_PER_RESOURCE).synth()).toThrow('error overwritten-file: cdk8s would write a0--hub/x and b1--hub/x to the same file ConfigMap.same');
    expect(filesIn(folder)).toEqual(['a0--hub/ConfigMap.same.k8s.yaml', 'b1--hub/ConfigMap.same.k8s.yaml']);
  });
});
