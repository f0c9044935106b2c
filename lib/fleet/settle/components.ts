import { Claim, ComponentChoiceClaim, ComponentClaim } from '../claims';
import { groupBy } from '../collections';
import type { Component } from '../component';
import type { LockedValue } from '../lock/locked-value';
import { ClaimConflict, ClusterModel, ComponentModel } from '../model';
import { compareText } from '../names';

/** The fact in the lock that holds the release of a provider on a hub: `component/infrastructure-aws`. */
export function componentFact(name: string): string {
  return `component/${name}`;
}

/** The software of one cluster, with what everybody needs of it, and the claims that disagree. */
export function settleComponents(
  cluster: string, claims: readonly Claim[], locked: LockedValue,
): Pick<ClusterModel, 'components' | 'unknownComponents'> & { readonly conflicts: readonly ClaimConflict[] } {
  const choices = claims.filter(claim => claim.type === 'component-choice');
  const installers = claims.filter(claim => claim.type === 'component-installer');
  const byName = groupBy(claims.filter(claim => claim.type === 'component'), claim => claim.component.name);
  const names = [...byName.keys()].sort(compareText);
  return {
    components: names.map(name => {
      const lockedVersion = locked(cluster, componentFact(name));
      return settleOne(byName.get(name)!, choices.filter(choice => choice.name === name), installers.length > 0, lockedVersion);
    }),
    unknownComponents: choices.filter(({ name, isKnown }) => !byName.has(name) && isKnown !== true).map(({ name, path }) => ({ name, path }))
      .sort((a, b) => compareText(a.name, b.name)),
    conflicts: [
      ...installers.slice(1).map(({ path }) => conflict(cluster, 'the software', [installers[0].path, 'installs it'], [path, 'installs it too'])),
      ...names.flatMap(name => installationConflict(cluster, byName.get(name)!)),
    ],
  };
}

function settleOne(
  claims: readonly ComponentClaim[], choices: readonly ComponentChoiceClaim[], isInstalled: boolean, locked: string | undefined,
): ComponentModel {
  const [{ component }] = claims;
  const chosen = choices.find(choice => choice.version !== undefined)?.version;
  const isProvided = choices.some(choice => choice.providedByOthers);
  const neededGates = claims.flatMap(claim => (claim.component.type === 'provider' ? claim.component.featureGates ?? [] : []).map(gate => [gate, claim.path] as const));
  return {
    component,
    // Objects of its own come with this library: there is one release of them.
    version: chosen ?? (component.type === 'provider' && isInstalled && !isProvided ? locked : undefined) ?? component.version,
    origin: isProvided ? 'provided' : isInstalled ? 'installed' : 'assumed',
    paths: [...new Set(claims.map(claim => claim.path))],
    // The first by path: claims are sorted.
    neededGates: Object.fromEntries([...neededGates].reverse().sort(([a], [b]) => compareText(a, b))),
    chosenGates: Object.fromEntries(choices.flatMap(choice => Object.entries(choice.featureGates ?? {})).sort(([a], [b]) => compareText(a, b))),
  };
}

/** The first claim that wants another installation than the first of all: a cluster has one. */
function installationConflict(cluster: string, claims: readonly ComponentClaim[]): readonly ClaimConflict[] {
  const [first] = claims;
  const other = claims.find(({ component }) => installationOf(component) !== installationOf(first.component));
  return other === undefined ? [] : [
    conflict(cluster, first.component.name, [first.path, installationOf(first.component)], [other.path, installationOf(other.component)]),
  ];
}

function installationOf({ version, namespace, options }: Component): string {
  return [version, ...namespace === undefined ? [] : [`in namespace ${namespace}`], ...options === undefined ? [] : [options]].join(', ');
}

function conflict(cluster: string, subject: string, ...parties: readonly [string, string][]): ClaimConflict {
  const [a, b] = parties.map(([path, value]) => ({ path, value }));
  return { cluster, subject, parties: [a, b] };
}
