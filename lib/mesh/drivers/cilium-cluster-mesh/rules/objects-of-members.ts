import { ApiObject } from 'cdk8s';
import type { Fleet } from '../../../../fleet';
import { groupOf } from '../../../../fleet/names';
import type { JoinedMember } from '../joined-member';

/** A policy of Cilium or a Service of the program, as it is rendered. */
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
  return groupOf(apiVersion) === 'cilium.io' ? ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'].includes(kind) : apiVersion === 'v1' && kind === 'Service';
}

function nameOf({ kind, name, metadata: { namespace = 'default' } }: ApiObject): string {
  return kind === 'CiliumClusterwideNetworkPolicy' ? name : `${namespace}/${name}`;
}

/** Empty for one that cannot be rendered: that is a finding of its own. */
function jsonOf(object: ApiObject): Readonly<Record<string, unknown>> {
  try {
    return object.toJson() as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
