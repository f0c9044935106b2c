import { posix } from 'node:path';
import { App, AppProps, Chart } from 'cdk8s';
import { checkAcrossFleets } from './across-fleets/check-across-fleets';
import { billOfMaterials } from './artifacts/bill-of-materials';
import { ClusterChart } from './cluster-chart';
import { DeferredValues } from './deferred-values';
import { Finding, formatFinding, sortFindings, throwOnErrors, withObjectFindings } from './finding';
import { Fleet } from './fleet';
import { keptObjects, leftBehind } from './left-behind';
import { factsOf } from './lock-facts';
import { fileName, filesOf, FIRST_FILE } from './output/layout';
import { secretInventory } from './output/secret-inventory';
import { valueFiles } from './output/value-files';
import { stageTree } from './output/write-tree';
import { toYaml } from './output/yaml';
import { dependenciesOutsideCharts } from './render/dependencies';
import { deferredInFiles, RenderedCharts, renderCharts, validatorFindings } from './render/render-charts';

/** Options for a `FleetApp`. */
export interface FleetAppProps extends Pick<AppProps, 'outdir' | 'resolvers'> {}

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
      if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) {
        // A fault of a program, ours or the user's: only the stack says where.
        throw error;
      }
      // A damaged lock, a folder that cannot be written: the message says it all, a stack trace hides it.
      report([{ code: 'synth', severity: 'error', clusters: [], paths: [], message: (error as Error).message }]);
    }
  }

  /** Every finding of every fleet and of every object, warnings included; writes nothing. */
  public check(): readonly Finding[] {
    return this.render().findings;
  }

  /**
   * Every object of the app as one YAML text; writes nothing, neither manifests nor the lock.
   *
   * @throws `FleetError` with every finding when one of them is an error
   */
  public synthYaml(): string {
    const rendered = this.render();
    throwOnErrors(rendered.findings);
    return toYaml([...rendered.objects.values()].flat().map(object => object.manifest));
  }

  /** What a synth makes, before anything is written. */
  private render(): RenderedCharts {
    const fleets = Fleet.allIn(this);
    // Settles, which also makes the objects whose number depends on it.
    const rules = [...fleets.flatMap(fleet => fleet.findings()), ...checkAcrossFleets(this, fleets)];
    const charts = this.node.findAll().filter(c => Chart.isChart(c)).sort((a, b) => (a.node.path < b.node.path ? -1 : 1));
    const rendered = renderCharts(charts);
    const objects = [
      ...dependenciesOutsideCharts(this), ...rendered.findings, ...deferredInFiles(rendered.objects),
      ...Fleet.withoutValidators(fleets, () => validatorFindings(this)),
    ];
    const findings = withObjectFindings(rules, [...objects, ...deferredInAddedFiles(this, fleets)]);
    // Where nothing is written nothing has left: a command that deletes would come too early.
    const left = hasErrors(findings) ? [] : fleets.flatMap(fleet => leftBehind(fleet, rendered.objects));
    return { objects: rendered.objects, findings: sortFindings([...findings, ...left]) };
  }

  private write(rendered: RenderedCharts): void {
    const fleets = Fleet.allIn(this);
    const files = renderFiles(rendered.objects);
    keepEmptyFolders(fleets, files);
    fleets.flatMap(fleet => [
      ...valueFiles(fleet), ...secretInventory(fleet), ...billOfMaterials(fleet, rendered.objects), ...fleet.addedFiles(),
    ]).forEach(([path, text]) => files.set(path, text));
    const tree = stageTree(this.outdir, files);
    try {
      for (const fleet of fleets) {
        const model = fleet.settle();
        fleet.lock.commit(model.name, model.lock, [
          ...factsOf(model, fleet.templates()), ...fleet.recordedFacts(), ...keptObjects(fleet, rendered.objects),
        ]);
      }
    } catch (error) {
      tree.discard();
      throw error;
    }
    tree.commit();
  }
}

function renderFiles(charts: RenderedCharts['objects']): Map<string, string> {
  const files = new Map<string, string>();
  for (const [chart, objects] of charts) {
    if (!ClusterChart.isClusterChart(chart)) {
      files.set(`${fileName(chart.node.path)}.yaml`, toYaml(objects.map(o => o.manifest)));
      continue;
    }
    const folder = chart.fleet.folderOf(chart.cluster, chart.unit);
    for (const [name, inFile] of filesOf(objects)) {
      files.set(`${folder}/${name}`, toYaml(inFile.map(o => o.manifest)));
    }
  }
  return files;
}

/** A file without objects in each folder that a controller is told to read and that would be empty: git keeps no empty folder. */
function keepEmptyFolders(fleets: readonly Fleet[], files: Map<string, string>): void {
  const filled = new Set([...files.keys()].map(path => posix.dirname(path)));
  fleets.flatMap(fleet => fleet.delivery.foldersRead()).filter(folder => !filled.has(folder))
    .forEach(folder => files.set(`${folder}/${FIRST_FILE}.yaml`, ''));
}

/** Files of constructs: a kubeconfig names the API servers of clusters. */
function deferredInAddedFiles(app: App, fleets: readonly Fleet[]): readonly Finding[] {
  const deferred = DeferredValues.of(app);
  return deferred.none ? [] : fleets.flatMap(fleet => fleet.addedFiles().filter(([, text]) => deferred.isIn(text)).map(([path]) => ({
    code: 'deferred-value', severity: 'error' as const, clusters: [], paths: [fleet.node.path],
    message: `${path}: holds a value that is known only at deployment, and files cannot hold it: deploy it with cdk8s-fleet/pulumi, or write the value`,
  })));
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
