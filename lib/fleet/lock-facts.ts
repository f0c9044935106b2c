import { LockFact } from './lock';
import { FleetModel } from './model';
import { componentFact } from './settle/components';
import { rangeFact } from './settle/ranges';
import { chartFact, releaseFact, releaseOrigin } from './settle/releases';

/** A template whose name the program pins, as it was rendered. */
export interface PinnedTemplate {
  /** Name of the cluster. */
  readonly cluster: string;
  /** What it is the template of: `control-plane machines`, `md-0 bootstrap`. */
  readonly role: string;
  /** Hash of the spec that the pinned name stands for. */
  readonly hash: string;
}

/** The fact in the lock that holds the spec a pinned template name stands for. */
export function templateFact(role: string): string {
  return `template/${role}`;
}

/** The fact in the lock that holds the machines of a pool by the object that scales them: `machines/eu-workers`. */
export function machinesFact(deployment: string): string {
  return `machines/${deployment}`;
}

/** The fact in the lock that holds a choice which cannot be changed: `fixed/namespace`. */
export function fixedFact(fact: string): string {
  return `fixed/${fact}`;
}

/** The fact in the lock that holds the version of a control plane that this program makes. */
export const VERSION_FACT = 'kubernetes-version';

/** The fact in the lock, of the hub, that holds how objects reached the clusters last. */
export const DELIVERY_FACT = 'delivery';

/** What a delivery is called in the lock once nothing is deleted by it any more. */
const HARMLESS = ', pruning nothing';

/** A delivery as the lock holds it: `Argo CD`, or `Argo CD, pruning nothing`. */
export function deliveryValue({ name, prunes }: { readonly name: string; readonly prunes: boolean }): string {
  return prunes ? name : name + HARMLESS;
}

/** Whether another delivery may follow the one of the lock. */
export function mayFollow(locked: string): boolean {
  return locked.endsWith(HARMLESS);
}

/** Name of the hub. */
export function hubOf(model: FleetModel): string {
  return model.clusters.find(cluster => cluster.role === 'hub')!.name;
}

/** Every decision of a settled and rendered fleet that the lock records. */
export function factsOf(model: FleetModel, templates: readonly PinnedTemplate[]): readonly LockFact[] {
  return [
    ...model.clusters.flatMap(cluster => [
      ...cluster.ranges.map(range => ({ owner: cluster.name, fact: rangeFact(range.name), value: range.cidr.toString() })),
      ...cluster.releases.flatMap(release => [
        { owner: cluster.name, fact: chartFact(release.name), value: release.version },
        { owner: cluster.name, fact: releaseFact(release.name), value: releaseOrigin(release) },
      ]),
      ...cluster.components.filter(({ origin, component }) => origin !== 'assumed' && component.type === 'provider')
        .map(({ component, version }) => ({ owner: cluster.name, fact: componentFact(component.name), value: version })),
      ...cluster.remembered,
      ...cluster.fixed.map(({ fact, value }) => ({ owner: cluster.name, fact: fixedFact(fact), value })),
      ...(cluster.profile === undefined ? [] : [{ owner: cluster.name, fact: 'profile', value: cluster.profile }]),
      ...cluster.nodeGroups.flatMap(group =>
        (group.deployments ?? []).map(name => ({ owner: cluster.name, fact: machinesFact(name), value: group.name }))),
      ...(cluster.origin === 'managed' ? [{ owner: cluster.name, fact: VERSION_FACT, value: cluster.version }] : []),
      { owner: cluster.name, fact: 'deletion-protection', value: cluster.deletionProtection ? 'on' : 'off' },
    ]),
    ...(model.delivery ? [{ owner: hubOf(model), fact: DELIVERY_FACT, value: deliveryValue(model.delivery) }] : []),
    ...templates.map(template => ({ owner: template.cluster, fact: templateFact(template.role), value: template.hash })),
  ];
}
