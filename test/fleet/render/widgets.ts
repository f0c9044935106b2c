import { Manifest } from '../../../lib/fleet/manifest';

/** An object, tersely: API version, kind and name, and a namespace where it has one. */
export type Terse = readonly [apiVersion: string, kind: string, name?: string, namespace?: string];

/** Name of the definition of widgets. */
export const NAME = 'widgets.acme.example';
/** A widget. */
export const WIDGET: Terse = ['acme.example/v1', 'Widget', 'w'];

/** An object in full. */
export function manifest([apiVersion, kind, name = 'x', namespace]: Terse): Manifest {
  return { apiVersion, kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

/** The definition of widgets, with the versions that it serves and those that it only knows. */
export function definition(served: readonly string[] = ['v1'], known: readonly string[] = [], name = NAME): Manifest {
  const versions = [...served.map(version => ({ name: version, served: true })), ...known.map(version => ({ name: version, served: false }))];
  return {
    apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name },
    spec: { group: 'acme.example', names: { kind: 'Widget' }, versions },
  };
}

/** What is said of a kind that nothing serves. */
export function nothingServes(kind: string, cluster: string): string {
  return `nothing serves ${kind} in ${cluster}: install what brings it (a HelmAddOn that says so in serves, or its CustomResourceDefinition),`
    + ` or where others have done so write servedByOthers: ['${kind.split('/')[0]}'] for ${cluster}`;
}
