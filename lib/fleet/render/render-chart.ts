import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { checkManifest, checkMetadata, isIdentified } from './check-manifest';
import { orderObjects } from './order';
import { SchemaCatalogue } from './schema-catalogue';
import { DeferredValues } from '../deferred-values';
import { Finding } from '../finding';
import { Manifest } from '../manifest';
import { groupOf } from '../names';
import { isShared } from '../shared-object';

/** A Kubernetes object as it is written out, and where it comes from. */
export interface RenderedObject {
  readonly manifest: Manifest;
  readonly path: string;
  /** Ids of its scopes below the chart, outermost first, its own last. */
  readonly ids: readonly string[];
}

/** The objects of one chart, in order, and what is wrong with them. */
export interface RenderedChart {
  readonly objects: readonly RenderedObject[];
  readonly findings: readonly Finding[];
}

/** What cdk8s says of an Output in a field: the class has that name in all versions of Pulumi. */
const OUTPUT_OBJECT = [
  /can't render non-simple object of type 'OutputImpl'$/, 'holds a Pulumi Output, whose value is known only at deployment: write deferred(output), of cdk8s-fleet/pulumi',
] as const;

/** Gives a manifest what its delivery needs; called with its wave, see `IBoundDelivery.annotationsOf`. */
export type Prepare = (manifest: Manifest, wave: number) => Manifest;

/** Renders and checks the objects of a chart, in time proportional to their number. */
export function renderChart(chart: Chart, schemas: SchemaCatalogue, prepare: Prepare = manifest => manifest): RenderedChart {
  const cluster = (chart as { readonly cluster?: string }).cluster;
  const clusters = cluster === undefined ? [] : [cluster];
  const { objects: ordered, findings: orderFindings, waveOf } = orderObjects(chart, clusters);
  const deferred = DeferredValues.of(chart);
  const findings: Finding[] = [...orderFindings];
  const objects: RenderedObject[] = [];
  const seen = new Map<string, { readonly object: ApiObject; readonly manifest: Manifest }>();
  for (const object of ordered) {
    const path = object.node.path;
    const lost = checkMetadata(object, { path, clusters });
    if (lost.length > 0) {
      findings.push(...lost);
      continue;
    }
    let manifest: Manifest;
    try {
      manifest = prepare(object.toJson() as Manifest, waveOf(object));
    } catch (error) {
      findings.push({ code: 'unrenderable-object', severity: 'error', clusters, paths: [path], message: firstLine((error as Error).message).replace(...OUTPUT_OBJECT) });
      continue;
    }
    const key = isIdentified(manifest) ? identityOf(manifest) : undefined;
    const twin = key === undefined ? undefined : seen.get(key);
    if (twin && isShared(twin.object) && isShared(object) && JSON.stringify(twin.manifest) === JSON.stringify(manifest)) {
      continue;
    }
    findings.push(...checkManifest(manifest, { path, clusters, schemas, deferred }));
    if (key === undefined) {
      continue;
    }
    if (twin !== undefined) {
      findings.push(duplicate(manifest, clusters, [twin.object.node.path, path]));
    }
    seen.set(key, { object, manifest });
    objects.push({ manifest, path, ids: idsBelow(chart, object) });
  }
  return { objects, findings };
}

/** What makes an object itself in a cluster: group, kind, namespace and name, whatever the version. */
export function identityOf(manifest: Manifest): string {
  return `${groupOf(manifest.apiVersion)}\n${manifest.kind}\n${manifest.metadata.namespace ?? ''}\n${manifest.metadata.name}`;
}

/** Two constructs that make the same object of one cluster: the one applied last would win. */
export function duplicate(manifest: Manifest, clusters: readonly string[], paths: readonly [string, string]): Finding {
  const name = manifest.metadata.namespace ? `${manifest.metadata.namespace}/${manifest.metadata.name}` : manifest.metadata.name;
  const [first, second] = [...paths].sort();
  return {
    code: 'duplicate-object',
    severity: 'error',
    clusters,
    paths: [first, second],
    message: `${clusters.map(cluster => `${cluster}: `).join('')}${manifest.kind} ${name} is made twice, by ${first} and by ${second}; rename or remove one of them`,
  };
}

function idsBelow(chart: IConstruct, object: ApiObject): readonly string[] {
  const ids: string[] = [];
  for (let c: IConstruct | undefined = object; c && c !== chart; c = c.node.scope) {
    ids.unshift(c.node.id);
  }
  return ids;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0];
}
