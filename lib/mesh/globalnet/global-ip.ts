import { Construct } from 'constructs';
import { GLOBALNET_MISSING } from './rules';
import { Fleet, ICluster } from '../../fleet';
import { checkProps, MAP, PropType } from '../../fleet/check-props';
import { RFC_1123_LABEL } from '../../fleet/names';
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

/** What the objects of Globalnet have in common: they mean something in members of a mesh that translates addresses, and nowhere else. */
export abstract class GlobalIP extends Construct {
  /** Where its object lies. */
  protected readonly place: Construct;

  /** @throws for what is no option */
  constructor(
    scope: Construct, id: string, props: { readonly cluster: ICluster },
    required: Readonly<Record<string, PropType>>, optional: Readonly<Record<string, PropType>> = {},
  ) {
    super(scope, id);
    const { path } = this.node;
    checkProps(`${path}: `, props, { cluster: MAP, ...required }, optional);
    refuseOthers(`${path}: `, props, ['cluster', ...Object.keys(required), ...Object.keys(optional)]);
    const fleet = Fleet.of(this);
    const { name } = props.cluster;
    if (!Construct.isConstruct(props.cluster) || Fleet.of(props.cluster) !== fleet) {
      throw new Error(`${path}: cluster: write a cluster of fleet '${fleet.node.id}'`);
    }
    this.place = fleet.scopeOn(props.cluster, this);
    fleet.addCheck(model => (model.meshes.some(({ members, disjoint }) => members.includes(name) && disjoint.includes('globalnet')) ? [] : [
      finding(GLOBALNET_MISSING, [name], [path], `${path}: ${name} is a member of no mesh with Globalnet, where alone this means something: switch globalnet on in its mesh, or remove it`),
    ]));
  }

  /** Metadata of an object in a namespace, which is claimed. */
  protected metadataOf({ cluster, namespace, name = this.node.id }: GlobalIPProps): { readonly name: string; readonly namespace: string } {
    this.checkLabel('namespace', namespace);
    Fleet.of(this).claim({ type: 'namespace', cluster: cluster.name, path: this.node.path, name: namespace });
    return { name, namespace };
  }

  /** @throws for what is no name of a namespace or of a Service */
  protected checkLabel(prop: string, value: string): void {
    if (!RFC_1123_LABEL.test(value)) {
      throw new Error(`${this.node.path}: ${prop}: write lower-case letters, digits and dashes, 63 at most, got '${value}'`);
    }
  }

  /** @throws for a number that Submariner does not take */
  protected checkNumber(prop: string, value: number): number {
    if (!Number.isInteger(value) || value < 0 || value > MOST) {
      throw new Error(`${this.node.path}: ${prop}: write a whole number of addresses from 0 to ${MOST}, got ${value}`);
    }
    return value;
  }
}

/** For numbers, which are looked at later. */
export const NUMBER: PropType = { words: `a whole number of addresses from 0 to ${MOST}`, is: () => true };
