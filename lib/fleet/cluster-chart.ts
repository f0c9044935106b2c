import { createHash } from 'node:crypto';
import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { throwOnErrors, withObjectFindings } from './finding';
import type { Fleet } from './fleet';
import { deferredInFiles, renderCharts, validatorFindings } from './render/render-charts';

const CLUSTER_CHART = Symbol.for('cdk8s-fleet.ClusterChart');
const LONGEST_NAME = 63;
/** A CronJob's name leaves room for the suffix of its Jobs (Kubernetes: at most 52 characters). */
const LONGEST_CRONJOB_NAME = 52;

/**
 * The objects of one cluster: a cdk8s `Chart` directly under the `App`.
 *
 * Made by the fleet, one per cluster; users put their own objects for a cluster under it. Rendering it settles and checks the whole fleet,
 * checks its own objects against their schemas, and takes time in proportion to its own objects only.
 */
export class ClusterChart extends Chart {
  /** Whether a construct is a `ClusterChart`, also when two copies of this library are loaded. */
  public static isClusterChart(x: unknown): x is ClusterChart {
    return typeof x === 'object' && x !== null && CLUSTER_CHART in x;
  }

  /** The fleet that the cluster belongs to. */
  public readonly fleet: Fleet;
  /** Name of the cluster whose objects these are. */
  public readonly cluster: string;
  /** Set where objects must not be applied with the rest of the cluster's. @default - the cluster's main objects */
  public readonly unit?: string;

  /** @internal */
  constructor(app: App, id: string, props: { fleet: Fleet; cluster: string; unit?: string }) {
    super(app, id);
    this.fleet = props.fleet;
    this.cluster = props.cluster;
    this.unit = props.unit;
    Object.defineProperty(this, CLUSTER_CHART, { value: true });
  }

  /**
   * A name from the object's path inside this chart: the same construct gives the same name in every cluster, and no cluster name is part of it.
   *
   * A direct child with a valid id is named by that id alone; deeper ones get the path joined by `-` and eight characters of its hash.
   */
  public generateObjectName(apiObject: ApiObject): string {
    const longest = apiObject.kind === 'CronJob' ? LONGEST_CRONJOB_NAME : LONGEST_NAME;
    const path = pathBelow(this, apiObject);
    if (path.length === 1 && path[0].length <= longest && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(path[0])) {
      return path[0];
    }
    const readable = path.filter(id => id !== 'Resource' && id !== 'Default').join('-').toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const hash = createHash('sha256').update(path.join('/')).digest('hex').slice(0, 8);
    const tail = readable.slice(-(longest - hash.length - 1)).replace(/^-+|-+$/g, '');
    return tail === '' ? `o${hash.slice(1)}` : `${tail}-${hash}`;
  }

  /**
   * Renders the objects of this cluster, in order, each checked.
   *
   * @throws `FleetError` with every finding of the fleet and of the objects of this cluster, those in other units included; deferred values are
   *   findings here
   */
  public toJson(): any[] {
    // First of all: settling also makes the objects whose number depends on it.
    this.fleet.settle();
    const units = renderCharts(this.fleet.chartsOf(this.cluster));
    const objects = [...units.findings, ...deferredInFiles(units.objects), ...validatorFindings(this)];
    throwOnErrors(withObjectFindings(this.fleet.findings(), objects));
    return units.objects.get(this)!.map(object => object.manifest);
  }
}

function pathBelow(chart: ClusterChart, construct: IConstruct): string[] {
  const ids: string[] = [];
  for (let c: IConstruct | undefined = construct; c && c !== chart; c = c.node.scope) {
    ids.unshift(c.node.id);
  }
  return ids;
}
