import { Construct } from 'constructs';
import { Fleet, HelmAddOn, ICluster } from '../fleet';
import { checkProps, MAP } from '../fleet/check-props';

/** Options for a `HelmInstallation`. */
export interface HelmInstallationProps {
  /** The clusters that get the chart; the hub is one of them only when it is named: `fleet.hub`. */
  readonly clusters: readonly ICluster[];
  /** The chart to install. Its values may be a function, which is asked for each cluster. */
  readonly addOn: HelmAddOn;
}

/**
 * A Helm chart on clusters of the fleet, installed by the delivery of the fleet.
 *
 * What a `ManagedCluster` needs before its nodes are ready belongs into its own props instead: it comes from the hub, before a delivery can
 * reach the cluster.
 */
export class HelmInstallation extends Construct {
  /** @throws for a malformed add-on, when no cluster is given or one is given twice, and when the fleet has no delivery */
  constructor(scope: Construct, id: string, props: HelmInstallationProps) {
    super(scope, id);
    const fleet = Fleet.of(this);
    checkProps(`${this.node.path}: `, props, { clusters: CLUSTERS, addOn: MAP });
    const names = props.clusters.map(cluster => cluster.name);
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) {
      throw new Error(`${this.node.path}: clusters: names '${twice}' twice; a release is installed once in each`);
    }
    for (const name of names) {
      fleet.delivery.installRelease(new Construct(this, name), name, props.addOn);
    }
  }
}

const CLUSTERS = {
  words: 'a list of clusters that is not empty',
  is: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(Construct.isConstruct),
};
