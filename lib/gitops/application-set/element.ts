import { nameOn } from './names';
import { FleetSource } from './source';
import { valuesText, varyingFields } from './source-on-cluster';
import type { Target } from './targets';
import { elementKey } from './template';

/** What the template reads for one Application: an element of the list generator. */
export interface Element {
  /** Name of the Application. */
  readonly application: string;
  /** Name of the cluster, as Argo CD knows it. */
  readonly name: string;
  /** Address of the cluster where Argo CD knows it by that, else empty; only where some cluster of the list has one. */
  readonly server?: string;
  /** Everything else that the template reads, and the region for who patches it. */
  readonly [key: string]: unknown;
}

/** Where the Applications of a cluster go, as Argo CD knows the cluster. */
export type DestinationOf = (cluster: string) => { readonly name?: string; readonly server?: string };

/**
 * The elements of an application's list, one for each target. Texts in them are not rendered again (Argo CD v3.5.1,
 * applicationset/utils/utils.go, `Replace`), so that a `{{` in a value stays what it is.
 */
export function elementsOf(
  application: string, sources: readonly FleetSource[], targets: readonly Target[], destinationOf: DestinationOf,
): readonly Element[] {
  const varying = sources.flatMap((source, index) => varyingFields(source).map(field => ({ field, index, key: elementKey(field, index) })));
  const destinations = targets.map(target => destinationOf(target.cluster.name));
  const withServer = destinations.some(({ server }) => server !== undefined);
  return targets.map(({ cluster, wave, sources: own, labels, annotations }, i) => {
    const element: { application: string; name: string; server?: string; [key: string]: unknown } = {
      application: nameOn(cluster.name, application), name: destinations[i].name ?? cluster.name,
    };
    if (withServer) element.server = destinations[i].server ?? '';
    if (cluster.region !== undefined) element.region = cluster.region;
    if (wave !== undefined) element.wave = wave;
    if (Object.keys(labels).length > 0) element.labels = labels;
    if (Object.keys(annotations).length > 0) element.annotations = annotations;
    for (const { field, index, key } of varying) {
      const source = own[index] as Partial<Record<typeof field, unknown>>;
      element[key] = field === 'values' ? valuesText(own[index]) ?? '' : source[field];
    }
    return element;
  });
}

/**
 * `spec.destination` of the template. A text of a field that an element has no value for is empty, which Argo CD takes as not given.
 *
 * @param elements those that it is rendered with
 */
export function templateDestination(elements: readonly Element[], named: boolean): { readonly name?: string; readonly server?: string } {
  const withServer = elements.some(element => 'server' in element);
  if (!withServer) return { name: '{{ .name }}' };
  return named ? { name: '{{ if not .server }}{{ .name }}{{ end }}', server: '{{ .server }}' } : { server: '{{ .server }}' };
}
