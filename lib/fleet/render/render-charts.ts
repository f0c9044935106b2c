import { Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { refuseInFiles } from './check-manifest';
import { kindsNotServed } from './kinds-not-served';
import { duplicate, identityOf, RenderedObject, renderChart } from './render-chart';
import type { Mirror } from '../artifacts/mirror';
import { withImagesOf } from '../artifacts/pod-images';
import { groupBy } from '../collections';
import { DeferredValues } from '../deferred-values';
import { Manifest } from '../manifest';
import { SchemaCatalogue } from './schema-catalogue';
import { Finding } from '../finding';
import type { ClusterModel } from '../model';

type FolderOf = { readonly cluster: string; readonly unit?: string };

/** What a chart of a fleet knows beyond an ordinary one. */
export interface OfFleet {
  readonly fleet: {
    readonly schemas: SchemaCatalogue;
    readonly mirror: Mirror;
    readonly node: { readonly path: string };
    readonly hub: { readonly name: string };
    readonly hubGiven: object;
    readonly delivery: {
      waveOf(folder: FolderOf): number | undefined;
      prepare(folder: FolderOf, manifest: Manifest, wave: number): Manifest;
    };
    clusterModel(name: string): ClusterModel;
    folderOf(cluster: string, unit?: string): string;
  };
  readonly cluster: string;
  readonly unit?: string;
}

/** The objects of several charts, and what is wrong with each of them and between them. */
export interface RenderedCharts {
  readonly objects: ReadonlyMap<Chart, readonly RenderedObject[]>;
  readonly findings: readonly Finding[];
}

/** Renders and checks charts. Those of one cluster, a unit each, and those of fleets with one hub may not make the same object twice. */
export function renderCharts(charts: readonly Chart[]): RenderedCharts {
  const ordinary = new SchemaCatalogue();
  const objects = new Map<Chart, readonly RenderedObject[]>();
  const findings: Finding[] = [];
  for (const chart of charts) {
    const of = clusterOf(chart);
    const prepare = of && ((manifest: Manifest, wave: number) => of.fleet.delivery.prepare(of, withImagesOf(of.fleet.mirror, manifest), wave));
    const rendered = renderChart(chart, of?.fleet.schemas ?? ordinary, prepare);
    objects.set(chart, rendered.objects);
    findings.push(...rendered.findings);
  }
  return { objects, findings: [...findings, ...duplicatesAcrossUnits(objects), ...unservedKinds(objects)] };
}

/** For who writes the objects to files, or hands them to who knows nothing of deferred values: each field that is known only at deployment. */
export function deferredInFiles(charts: RenderedCharts['objects']): readonly Finding[] {
  return [...charts].flatMap(([chart, objects]) => {
    const deferred = DeferredValues.of(chart);
    const clusters = [clusterOf(chart)?.cluster ?? []].flat();
    return deferred.none ? [] : objects.flatMap(({ manifest, path }) => refuseInFiles(manifest, { path, clusters, deferred }));
  });
}

/** The clusters whose charts are rendered here: charts of people's own belong to none. */
function unservedKinds(charts: RenderedCharts['objects']): readonly Finding[] {
  const places = [...charts].flatMap(([chart, objects]) => {
    const of = clusterOf(chart);
    return of === undefined ? [] : [{ of, objects }];
  });
  return [...groupBy(places, ({ of }) => `${of.fleet.node.path}\n${of.cluster}`).values()].flatMap(folders => {
    const [{ of: { fleet, cluster } }] = folders;
    return kindsNotServed(fleet.clusterModel(cluster), folders.map(({ of, objects }) => ({
      name: fleet.folderOf(of.cluster, of.unit), wave: fleet.delivery.waveOf(of), objects,
    })));
  });
}

/** What people's own `node.addValidation` says about a construct and all below it. */
export function validatorFindings(root: IConstruct): readonly Finding[] {
  return root.node.findAll().flatMap(construct => messagesOf(construct).map(message => {
    const { path } = construct.node;
    return { code: 'validation', severity: 'error' as const, clusters: clustersAround(construct), paths: [path], message: `${path}: ${message}` };
  }));
}

/** A validator that throws is one that cannot say that all is well. */
function messagesOf(construct: IConstruct): readonly string[] {
  try {
    return construct.node.validate();
  } catch (error) {
    return [`its validator failed: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`];
  }
}

/** Tells clusters apart: those of two fleets are different ones, but for a hub that both were given. */
class Places {
  private readonly hubs = new Map<object, number>();

  public of({ fleet, cluster }: OfFleet): string {
    if (cluster !== fleet.hub.name) {
      return `${fleet.node.path}\n${cluster}`;
    }
    const number = this.hubs.get(fleet.hubGiven) ?? this.hubs.size;
    this.hubs.set(fleet.hubGiven, number);
    return `hub ${number}`;
  }
}

function duplicatesAcrossUnits(charts: RenderedCharts['objects']): readonly Finding[] {
  const seen = new Map<string, { readonly chart: Chart; readonly path: string }>();
  const findings: Finding[] = [];
  const places = new Places();
  for (const [chart, objects] of charts) {
    const of = clusterOf(chart);
    const place = of && places.of(of);
    for (const object of of ? objects : []) {
      const key = `${place}\n${identityOf(object.manifest)}`;
      const twin = seen.get(key);
      if (twin && twin.chart !== chart) {
        findings.push(duplicate(object.manifest, [of!.cluster], [twin.path, object.path]));
      }
      seen.set(key, { chart, path: object.path });
    }
  }
  return findings;
}

function clustersAround(construct: IConstruct): readonly string[] {
  const of = construct.node.scopes.map(clusterOf).find(found => found !== undefined);
  return of ? [of.cluster] : [];
}

/** The cluster that a chart belongs to. The class itself cannot be asked here: it renders through this file. */
function clusterOf(construct: IConstruct): OfFleet | undefined {
  return Chart.isChart(construct) && 'fleet' in construct && 'cluster' in construct ? construct as IConstruct as Chart & OfFleet : undefined;
}
