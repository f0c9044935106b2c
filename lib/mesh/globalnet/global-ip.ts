import { Construct } from 'constructs';
import { GLOBALNET_MISSING } from './rules';
import { Fleet, ICluster } from '../../fleet';
import { checkLabel, checkProps, MAP, PropType } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';
import { finding } from '../../fleet/rules/text';

/** As many as Submariner takes (submariner v0.19 `pkg/apis/submariner.io/v1/types.go`). */
const MOST = 20;

/** Options for an object of Globalnet in a namespace. */
export interface GlobalIPProps {
  /** The member that it is for. */
  readonly cluster: ICluster;
  /** Namespace in that cluster; it is made there. */
  readonly namespace: string;
  /** Name of the object. @default - the construct id */
  readonly name?: string;
}

/** How many addresses Submariner takes. */
export const NUMBER: PropType = {
  words: `a whole number of addresses from 0 to ${MOST}`,
  is: value => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST,
};

/**
 * Where the object of `construct` lies.
 *
 * @throws for what is no option, and for a cluster of another fleet
 */
export function placeOf(
  construct: Construct, props: { readonly cluster: ICluster },
  required: Readonly<Record<string, PropType>>, optional: Readonly<Record<string, PropType>> = {},
): Construct {
  const { path } = construct.node;
  checkProps(`${path}: `, props, { cluster: MAP, ...required }, optional);
  refuseOthers(`${path}: `, props, ['cluster', ...Object.keys(required), ...Object.keys(optional)]);
  const fleet = Fleet.of(construct);
  const { name } = props.cluster;
  if (!Construct.isConstruct(props.cluster) || Fleet.of(props.cluster) !== fleet) {
    throw new Error(`${path}: cluster: write a cluster of fleet '${fleet.node.id}'`);
  }
  // It means something in members of a mesh that translates addresses, and nowhere else.
  fleet.addCheck(model => (model.meshes.some(({ members, disjoint }) => members.includes(name) && disjoint.includes('globalnet')) ? [] : [
    finding(GLOBALNET_MISSING, [name], [path], `${path}: ${name} is a member of no mesh with Globalnet, where alone this means something: switch globalnet on in its mesh, or remove it`),
  ]));
  return fleet.scopeOn(props.cluster, construct);
}

/**
 * Metadata of the object of `construct`, whose namespace is claimed.
 *
 * @throws for what is no name of a namespace
 */
export function metadataOf(
  construct: Construct, { cluster, namespace, name = construct.node.id }: GlobalIPProps,
): { readonly name: string; readonly namespace: string } {
  checkLabel(`${construct.node.path}: namespace`, namespace);
  Fleet.of(construct).claim({ type: 'namespace', cluster: cluster.name, path: construct.node.path, name: namespace });
  return { name, namespace };
}
