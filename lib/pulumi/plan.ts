import type { IConstruct } from 'constructs';
import { ConstructOrder } from './construct-order';
import { isReadyAtOnce } from './waiting';
import { Foundations, foundationsFirst, levelsOf } from './wave-order';
import type { ClusterChart, Manifest } from '../fleet';
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

/** A step that is still told what it comes after. */
interface Draft extends ObjectStep {
  readonly after: Step[];
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
  const plan = new ClusterPlan(cluster);
  let before = begin;
  let last: { readonly name: string; readonly objects: readonly Step[] } | undefined;
  for (const wave of waves.filter(({ folders }) => folders.some(({ objects }) => objects.length > 0))) {
    before = last === undefined ? before : plan.together(plan.steps, `${cluster}:wave:${last.name}`, last.objects);
    last = { name: wave.name, objects: plan.add(wave, before) };
  }
  return plan.steps;
}

class ClusterPlan {
  public readonly steps: Step[] = [];
  private readonly byPath = new Map<string, ObjectStep>();
  private readonly foundations = new Foundations();
  private readonly groups = new Map<IConstruct, readonly Step[]>();

  constructor(private readonly cluster: string) {}

  /**
   * Adds the objects of a wave, and gives them in their order.
   *
   * What waits for a condition comes behind everything of the wave that is ready at once and does not wait for it: a Cluster gets a control plane
   * only when all of its parts are there, and while it waits it takes one of the places that Pulumi has for work at the same time. With as many
   * Clusters as places nothing else would ever be made.
   */
  public add({ name, folders }: Wave, before: readonly Step[]): readonly ObjectStep[] {
    const drafts = folders.flatMap(({ chart, objects }) => this.draft(chart, objects));
    const ordered = foundationsFirst(drafts);
    ordered.forEach(step => step.type === 'object' && this.found(step as Draft, before));
    let ready: readonly Step[] = [];
    for (const [i, { waiting, others }] of levelsOf(ordered).entries()) {
      this.steps.push(...others);
      ready = [...ready, ...others.filter(step => step.type === 'object' && isReadyAtOnce(step.manifest))];
      if (waiting.length > 0) {
        ready = this.together(this.steps, `${this.cluster}:wave:${name}:ready${i === 0 ? '' : `:${i}`}`, ready);
        waiting.forEach(step => addTo(step as Draft, ready));
        this.steps.push(...waiting);
      }
    }
    return ordered.filter(step => step.type === 'object');
  }

  /** The steps themselves when they are few, or one that waits for them all, which it adds. */
  public together(steps: Step[], name: string, members: readonly Step[]): readonly Step[] {
    if (members.length <= LARGEST_GROUP) {
      return members;
    }
    const gate: GateStep = { type: 'gate', name, after: members };
    steps.push(gate);
    return [gate];
  }

  /** The objects of a chart, which come in an order in which each is behind those that it depends on, and nothing but that. */
  private draft(chart: ClusterChart, objects: readonly RenderedObject[]): readonly Step[] {
    const order = new ConstructOrder(chart);
    const folder = chart.node.id.slice(chart.fleet.node.id.length + '--'.length);
    const steps: Step[] = [];
    for (const { manifest, path, ids } of objects) {
      const after = [...new Set(this.declared(steps, order, folder, path))];
      const step: Draft = { type: 'object', name: [folder, ...ids].join('/'), path, chart, manifest, after };
      this.byPath.set(path, step);
      steps.push(step);
    }
    return steps;
  }

  private found(step: Draft, before: readonly Step[]): void {
    addTo(step, [...before, ...this.foundations.of(step.manifest)]);
    this.foundations.remember(step);
  }

  /** What dependencies between constructs put before an object. */
  private declared(steps: Step[], order: ConstructOrder, folder: string, path: string): readonly Step[] {
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
      const group = this.together(steps, `${[folder, ...below].join('/')}:all`, members);
      this.groups.set(target, group);
      return group;
    });
  }
}

function addTo(step: Draft, more: readonly Step[]): void {
  step.after.push(...new Set(more.filter(other => !step.after.includes(other))));
}
