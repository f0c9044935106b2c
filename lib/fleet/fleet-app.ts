import { App, AppProps, Chart } from 'cdk8s';
import { ClusterChart } from './cluster-chart';
import { Finding, formatFinding, sortFindings, throwOnErrors, withObjectFindings } from './finding';
import { Fleet } from './fleet';
import { factsOf } from './lock-facts';
import { fileName, filesOf } from './output/layout';
import { stageTree } from './output/write-tree';
import { toYaml } from './output/yaml';
import { duplicate, identityOf, RenderedObject, renderChart, validatorFindings } from './render/render-chart';
import { SchemaCatalogue } from './render/schema-catalogue';

/** Options for a `FleetApp`. */
export interface FleetAppProps extends Pick<AppProps, 'outdir' | 'resolvers'> {}

/** What a synth makes, before anything is written. */
interface Rendered {
  readonly findings: readonly Finding[];
  /** Objects by chart. */
  readonly charts: ReadonlyMap<Chart, readonly RenderedObject[]>;
}

/**
 * A cdk8s `App` that checks everything before it writes anything.
 *
 * Writes a folder for each cluster (`dist/<cluster>/`, with several fleets `dist/<fleet>/<cluster>/`) and, after a synth without errors, the lock.
 * A plain `App` with the same constructs gives the same objects and the same errors; it never writes the lock.
 */
export class FleetApp extends App {
  constructor(props: FleetAppProps = {}) {
    super(props);
  }

  /**
   * Checks the program, then writes its manifests.
   *
   * With errors it prints one line for each on stderr, sets the exit code to 1 and writes nothing: the output of the last synth stays.
   * (`cdk8s synth` empties the output folder itself before it starts the program.)
   */
  public synth(): void {
    try {
      const rendered = this.render();
      report(rendered.findings);
      if (!hasErrors(rendered.findings)) {
        this.write(rendered);
      }
    } catch (error) {
      // A damaged lock, a folder that cannot be written: the message says it all, a stack trace hides it.
      report([{ code: 'synth', severity: 'error', clusters: [], paths: [], message: (error as Error).message }]);
    }
  }

  /** Every finding of every fleet and of every object, warnings included; writes nothing. */
  public check(): readonly Finding[] {
    return this.render().findings;
  }

  /** @throws `FleetError` with every finding when one of them is an error */
  public synthYaml(): string {
    const rendered = this.render();
    throwOnErrors(rendered.findings);
    return toYaml([...rendered.charts.values()].flat().map(object => object.manifest));
  }

  private render(): Rendered {
    const fleets = Fleet.allIn(this);
    const rules = fleets.flatMap(fleet => fleet.findings());
    const objects: Finding[] = [];
    const charts = new Map<Chart, readonly RenderedObject[]>();
    const known = new SchemaCatalogue();
    for (const chart of this.node.findAll().filter(c => Chart.isChart(c))) {
      const rendered = renderChart(chart, ClusterChart.isClusterChart(chart) ? chart.fleet.schemas : known);
      charts.set(chart, rendered.objects);
      objects.push(...rendered.findings);
    }
    objects.push(...duplicatesAcrossUnits(charts), ...Fleet.withoutValidators(fleets, () => validatorFindings(this, [])));
    const findings = withObjectFindings(rules, objects);
    return { findings: sortFindings(findings), charts };
  }

  private write(rendered: Rendered): void {
    const fleets = Fleet.allIn(this);
    const tree = stageTree(this.outdir, renderFiles(rendered.charts, fleets.length > 1));
    try {
      for (const fleet of fleets) {
        const model = fleet.settle();
        fleet.lock.commit(model.name, model.lock, factsOf(model, fleet.templates()));
      }
    } catch (error) {
      tree.discard();
      throw error;
    }
    tree.commit();
  }
}

function renderFiles(charts: Rendered['charts'], severalFleets: boolean): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [chart, objects] of charts) {
    if (!ClusterChart.isClusterChart(chart)) {
      files.set(`${fileName(chart.node.path)}.yaml`, toYaml(objects.map(o => o.manifest)));
      continue;
    }
    // A unit gets a folder beside the cluster's: `kubectl apply -R -f dist/<cluster>` must not reach it.
    const folder = [...(severalFleets ? [chart.fleet.node.id] : []), chart.unit === undefined ? chart.cluster : `${chart.cluster}.${chart.unit}`].join('/');
    for (const [name, inFile] of filesOf(objects)) {
      files.set(`${folder}/${name}`, toYaml(inFile.map(o => o.manifest)));
    }
  }
  return files;
}

function duplicatesAcrossUnits(charts: Rendered['charts']): readonly Finding[] {
  const seen = new Map<string, { readonly chart: Chart; readonly path: string }>();
  const findings: Finding[] = [];
  for (const [chart, objects] of charts) {
    if (!ClusterChart.isClusterChart(chart)) {
      continue;
    }
    for (const object of objects) {
      const key = `${chart.fleet.node.path}\n${chart.cluster}\n${identityOf(object.manifest)}`;
      const twin = seen.get(key);
      if (twin && twin.chart !== chart) {
        findings.push(duplicate(object.manifest, [chart.cluster], [twin.path, object.path]));
      }
      seen.set(key, { chart, path: object.path });
    }
  }
  return findings;
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(f => f.severity === 'error');
}

function report(findings: readonly Finding[]): void {
  for (const finding of findings) {
    process.stderr.write(`${formatFinding(finding)}\n`);
  }
  if (hasErrors(findings)) {
    process.exitCode = 1;
  }
}
