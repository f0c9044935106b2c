import { ApiObject } from 'cdk8s';
import type { Fleet } from '../../../../fleet';
import { isMap } from '../../../../fleet/collections';
import { groupOf } from '../../../../fleet/names';
import type { JoinedMember } from '../joined-member';

/** The annotation with the name that it had before (cilium v1.20 `pkg/annotation/k8s.go`). */
const GLOBAL = ['service.cilium.io/global', 'io.cilium/global-service'];

/** A policy of Cilium, a Service or a Namespace of the program, as it is rendered. */
export interface MemberObject {
  readonly cluster: string;
  readonly kind: string;
  /** Namespace and name, or the name alone. */
  readonly name: string;
  readonly path: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** What rules look at in the charts of members: one look at each object. */
export function objectsOfMembers(fleet: Fleet, members: readonly JoinedMember[]): readonly MemberObject[] {
  const names = new Set(members.map(({ cluster }) => cluster.name));
  return fleet.clusterCharts.filter(({ cluster }) => names.has(cluster)).flatMap(({ cluster, node }) => {
    const objects = node.findAll().filter(ApiObject.isApiObject).filter(isOfInterest);
    return objects.map(object => ({ cluster, kind: object.kind, name: nameOf(object), path: object.node.path, json: jsonOf(object) }));
  });
}

function isOfInterest({ apiVersion, kind }: ApiObject): boolean {
  return groupOf(apiVersion) === 'cilium.io' ? ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].includes(kind) : apiVersion === 'v1' && ['Service', 'Namespace'].includes(kind);
}

function nameOf({ kind, name, metadata: { namespace = 'default' } }: ApiObject): string {
  return ['CiliumClusterwideNetworkPolicy', 'Namespace'].includes(kind) ? name : `${namespace}/${name}`;
}

/** In lower case, as Cilium compares it; by the first of its names that is there. */
export function annotationOf({ json: { metadata } }: MemberObject, names: readonly string[]): string | undefined {
  const annotations = isMap(metadata) && isMap(metadata.annotations) ? metadata.annotations : {};
  const name = names.find(known => Object.hasOwn(annotations, known));
  return name === undefined ? undefined : String(annotations[name]).toLowerCase();
}

/** Whether it is a Service that is to lead to other members. */
export function isGlobalService(object: MemberObject): boolean {
  return object.kind === 'Service' && annotationOf(object, GLOBAL) === 'true';
}

/** Empty for one that cannot be rendered: that is a finding of its own. */
function jsonOf(object: ApiObject): Readonly<Record<string, unknown>> {
  try {
    return object.toJson() as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
