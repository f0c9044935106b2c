import { App } from 'cdk8s';
import { Fleet, FleetProps } from '../../../lib';
import { ArgoCdDelivery, ArgoCdDeliveryProps } from '../../../lib/delivery/argo-cd';
import { newFleet } from '../../fleet/members';
import { Manifest, Output, outputOf, SeenFolder, SeenRelease } from '../delivery-contract';

export const REPO = 'https://github.com/acme/fleet';

/** A fleet delivered by Argo CD. */
export function argoFleet(props: Partial<ArgoCdDeliveryProps> = {}, more: Partial<FleetProps> = {}): Fleet {
  return newFleet(new App(), { delivery: new ArgoCdDelivery({ repoUrl: REPO, ...props }), ...more });
}

/** The objects of a kind in an output, with the cluster that they lie in. */
export function ofKind(output: Output, kind: string): readonly (Manifest & { readonly on: string })[] {
  return output.flatMap(({ cluster, objects }) => objects.filter(object => object.kind === kind).map(object => ({ ...object, on: cluster })));
}

/** An Application, or AppProject, of a fleet by its name. */
export function find(fleet: Fleet, kind: string, name: string): Manifest & { readonly on: string } {
  const all = ofKind(outputOf(fleet), kind);
  const found = all.filter(object => object.metadata.name === name);
  if (found.length !== 1) {
    throw new Error(`${found.length} of kind ${kind} are called ${name}; there are ${all.map(object => object.metadata.name).join(', ')}`);
  }
  return found[0];
}

/** The folders that the Applications in an output read. */
export function foldersIn(output: Output): readonly SeenFolder[] {
  return ofKind(output, 'Application').flatMap(({ on, spec }) => sourcesOf(spec).filter(source => source.chart === undefined)
    .map(source => ({ cluster: clusterOf(on, spec), path: source.path })));
}

/** The releases that the Applications in an output install. */
export function releasesIn(output: Output, parse: (yaml: string) => unknown): readonly SeenRelease[] {
  return ofKind(output, 'Application').flatMap(({ on, spec }) => sourcesOf(spec).filter(source => source.chart !== undefined).map(source => ({
    cluster: clusterOf(on, spec), name: source.helm.releaseName, namespace: spec.destination.namespace,
    repository: source.repoURL.includes('://') ? source.repoURL : `oci://${source.repoURL}`, chart: source.chart, version: source.targetRevision,
    values: parse(source.helm.values ?? '{}'),
  })));
}

export function sourcesOf(spec: any): readonly any[] {
  return spec.sources ?? [spec.source];
}

/** Argo CD knows the cluster that it runs in by its address, others by their name. */
function clusterOf(on: string, spec: any): string {
  return spec.destination.server === 'https://kubernetes.default.svc' ? on : spec.destination.name;
}
