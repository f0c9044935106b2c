import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { addLink } from './links';
import { checkProps, MAPS, TEXT } from '../check-props';
import type { ICluster } from '../cluster';
import { ClusterChart } from '../cluster-chart';
import { Fleet } from '../fleet';
import type { AcceptedOverlap } from '../model';
import { refuseOthers } from '../refuse-others';

/** Options for a `FleetLink`. */
export interface FleetLinkProps {
  /** The clusters that can route to each other, of two fleets or more: `[dev.hub, devEu, prodEu]`. */
  readonly clusters: readonly ICluster[];
  /**
   * Overlaps that people know of and accept, each with a reason. A range is named `<fleet>/<cluster> <range>`: `dev/eu pods`. One that does not
   * exist is a finding.
   *
   * @default - none
   */
  readonly acceptedOverlaps?: readonly AcceptedOverlap[];
}

/**
 * Clusters of several fleets that can route to each other: a VPN between environments, a peering of two networks.
 *
 * Fleets of one program may use the same addresses as long as nothing joins them. A link does: the ranges of its clusters must then differ, from each
 * other and from those of every cluster that one of them routes to in its own fleet.
 */
export class FleetLink extends Construct {
  /** The clusters that it joins, each once. */
  public readonly clusters: readonly ICluster[];
  /** Overlaps among them that do no harm. */
  public readonly acceptedOverlaps: readonly AcceptedOverlap[];

  /** @throws when it does not lie under an App, when its clusters are of one fleet or of two Apps, and when an accepted overlap has no reason */
  constructor(scope: Construct, id: string, props: FleetLinkProps) {
    super(scope, id);
    const app = this.node.root;
    if (!(app instanceof App)) {
      throw new Error(`${this.node.path}: a link must be created under a cdk8s App: new FleetLink(app, '${id}', ...)`);
    }
    checkProps(`${this.node.path}: `, props, { clusters: CLUSTERS }, { acceptedOverlaps: MAPS });
    refuseOthers(`${this.node.path}: `, props, ['clusters', 'acceptedOverlaps']);
    props.acceptedOverlaps?.forEach((overlap, i) => checkProps(`${this.node.path}: acceptedOverlaps[${i}].`, overlap, { between: PAIR, reason: TEXT }));
    const stranger = props.clusters.find(cluster => !Fleet.allIn(app).includes(cluster.chart.fleet));
    if (stranger) {
      throw new Error(`${this.node.path}: clusters: ${stranger.node.path} belongs to another App; a link joins clusters of one program`);
    }
    if (new Set(props.clusters.map(cluster => cluster.chart.fleet)).size < 2) {
      throw new Error(`${this.node.path}: clusters: a link joins clusters of two fleets or more; those of one fleet belong into its routingDomains`);
    }
    this.clusters = [...new Set(props.clusters)];
    this.acceptedOverlaps = props.acceptedOverlaps ?? [];
    addLink(app, this);
  }
}

function isCluster(value: Partial<ICluster> | null): boolean {
  return ClusterChart.isClusterChart(value?.chart);
}

const CLUSTERS = {
  words: 'a list of clusters',
  is: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isCluster),
};
const PAIR = {
  words: 'two ranges such as [\'dev/eu pods\', \'prod/eu pods\']',
  is: (value: unknown) => Array.isArray(value) && value.length === 2 && value.every(item => typeof item === 'string'),
};
