import type { MemberObject } from './objects-of-members';
import type { ClusterModel, Finding, FleetModel, RuleText } from '../../../../fleet';
import { isMap } from '../../../../fleet/collections';
import type { JoinedMember } from '../joined-member';
import type { JoinedMesh } from '../meshes-of';
import type { CiliumSettings } from '../settings';

/** A mesh as its rules see it. */
export interface CheckedMesh {
  readonly path: string;
  readonly settings: CiliumSettings;
  readonly members: readonly JoinedMember[];
  /** All meshes of Cilium in the fleet. */
  readonly meshes: readonly JoinedMesh[];
  /** The fact by which the lock knows its members. */
  readonly fact: string;
  /** Policies and Services in the charts of its members. */
  readonly objects: readonly MemberObject[];
}

/** A rule about a mesh of Cilium. */
export interface CiliumMeshRule extends RuleText {
  check(model: FleetModel, mesh: CheckedMesh): readonly Finding[];
}

/** A member with what is known of the release of Cilium in it. */
export interface MemberModel {
  readonly member: JoinedMember;
  readonly cluster: ClusterModel;
  /** Values as Helm gets them; of a release that others install, only what this program needs in it. @default - there is no such release */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Version of the chart. @default - not known: others install it */
  readonly version?: string;
  /** Namespace of the release. @default - not known: others install it */
  readonly namespace?: string;
}

/** The members of a mesh in the settled fleet. */
export function membersIn(model: FleetModel, { members, settings }: CheckedMesh): readonly MemberModel[] {
  return members.map(member => {
    const cluster = model.clusters.find(({ name }) => name === member.cluster.name)!;
    const release = cluster.releases.find(({ name }) => name === settings.release);
    const foreign = cluster.foreignReleases.find(({ name }) => name === settings.release);
    return { member, cluster, version: release?.version, namespace: release?.namespace, values: release?.values ?? foreign?.values };
  });
}

/** A value by its path: `ipam.mode`. */
export function valueAt(values: Readonly<Record<string, unknown>> | undefined, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined), values);
}

/** `[1, 20]` for `1.20.2`; undefined for what is no version. */
export function minorOf(version: string | undefined): readonly [number, number] | undefined {
  const [, major, minor] = /^v?(\d+)\.(\d+)\./.exec(version ?? '') ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

/** Whether a version is of a minor of Cilium 1, or of a later one. */
export function isAtLeast(version: string | undefined, minor: number): boolean {
  const [major, own] = minorOf(version) ?? [];
  return major !== undefined && own !== undefined && (major > 1 || own >= minor);
}
