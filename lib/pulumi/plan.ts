import type { IConstruct } from 'constructs';
import { ConstructOrder } from './construct-order';
import type { ClusterChart, Manifest } from '../fleet';
import { groupOf } from '../fleet/names';
import type { RenderedObject } from '../fleet/render/render-chart';

/** Something that Pulumi registers, after others. */
export type Step = ObjectStep | GateStep;

/** An object of a cluster. */
export interface ObjectStep {
  readonly type: 'object';
  /** Name below that of the deployment: `hub/payments/namespace`. */
  readonly name: string;
  readonly path: string;
  readonly chart: ClusterChart;
  readonly manifest: Manifest;
  readonly after: readonly Step[];
}

/** A place at which everything of a group is there. Without it each object would name each of those that it waits for. */
export interface GateStep {
  readonly type: 'gate';
  readonly name: string;
  readonly after: readonly Step[];
}

/** Objects that are deployed together: those of one wave of a cluster. */
export interface Wave {
  readonly name: string;
  readonly folders: readonly { readonly chart: ClusterChart; readonly objects: readonly RenderedObject[] }[];
}

/** As many objects are named one by one; a larger group gets a gate. */
const LARGEST_GROUP = 8;

/**
 * What Pulumi registers for a cluster, in order, each step behind all that it waits for. The number of waits grows with the number of objects, not
 * with its square.
 *
 * @param waves those of the cluster, in their order
 * @param begin what everything in the cluster waits for
 */
export function planCluster(cluster: string, waves: readonly Wave[], begin: readonly Step[]): readonly Step[] {
  const plan = new ClusterPlan();
  let before = begin;
  let last: { readonly name: string; readonly objects: readonly Step[] } | undefined;
  for (const { name, folders } of waves.filter(wave => wave.folders.some(({ objects }) => objects.length > 0))) {
    before = last === undefined ? before : plan.together(`${cluster}:wave:${last.name}`, last.objects);
    last = { name, objects: folders.flatMap(({ chart, objects }) => plan.add(chart, objects, before)) };
  }
  return plan.steps;
}

class ClusterPlan {
  public readonly steps: Step[] = [];
  private readonly byPath = new Map<string, ObjectStep>();
  private readonly namespaces = new Map<string, Step>();
  private readonly definitions = new Map<string, Step>();
  private readonly groups = new Map<IConstruct, readonly Step[]>();

  /** Adds the objects of a chart, which come in an order in which each is behind those that it depends on. */
  public add(chart: ClusterChart, objects: readonly RenderedObject[], before: readonly Step[]): readonly Step[] {
    const order = new ConstructOrder(chart);
    const folder = chart.node.id.slice(chart.fleet.node.id.length + '--'.length);
    return objects.map(({ manifest, path, ids }) => {
      const after = new Set([...before, ...this.servedBy(manifest), ...this.declared(order, folder, path)]);
      const step: ObjectStep = { type: 'object', name: [folder, ...ids].join('/'), path, chart, manifest, after: [...after] };
      this.steps.push(step);
      this.remember(step);
      return step;
    });
  }

  /** The steps themselves when they are few, or one that waits for them all. */
  public together(name: string, steps: readonly Step[]): readonly Step[] {
    if (steps.length <= LARGEST_GROUP) {
      return steps;
    }
    const gate: GateStep = { type: 'gate', name, after: steps };
    this.steps.push(gate);
    return [gate];
  }

  private remember(step: ObjectStep): void {
    const { kind, metadata, spec } = step.manifest;
    this.byPath.set(step.path, step);
    if (kind === 'Namespace') {
      this.namespaces.set(metadata.name, step);
    }
    if (kind === 'CustomResourceDefinition') {
      const { group, names } = (spec ?? {}) as { readonly group?: string; readonly names?: { readonly kind?: string } };
      this.definitions.set(`${group}/${names?.kind}`, step);
    }
  }

  /** The namespace that an object lies in and the definition of its kind, where the program makes them. */
  private servedBy({ apiVersion, kind, metadata }: Manifest): readonly Step[] {
    const namespace = metadata.namespace === undefined ? undefined : this.namespaces.get(metadata.namespace);
    return [namespace, this.definitions.get(`${groupOf(apiVersion)}/${kind}`)].filter(step => step !== undefined);
  }

  /** What dependencies between constructs put before an object. */
  private declared(order: ConstructOrder, folder: string, path: string): readonly Step[] {
    return order.before(path).flatMap(({ target, alone }) => {
      if (alone) {
        return this.byPath.get(target.node.path) ?? [];
      }
      const known = this.groups.get(target);
      if (known) {
        return known;
      }
      const members = target.node.findAll().flatMap(construct => this.byPath.get(construct.node.path) ?? []);
      const below = target.node.path.split('/').slice(1);
      const group = this.together(`${[folder, ...below].join('/')}:all`, members);
      this.groups.set(target, group);
      return group;
    });
  }
}
