import type { Fleet } from '../fleet';

/** On a fleet: which deployment of the program has each of its clusters. The same for every copy of this library. */
const DEPLOYED_BY = Symbol.for('cdk8s-fleet.pulumi.deployedBy');

type Deployed = Fleet & { readonly [DEPLOYED_BY]?: Map<string, string> };

/** What deploys a cluster already in this program: `FleetDeployment prod`. */
export function deployedBy(fleet: Fleet, cluster: string): string | undefined {
  return (fleet as Deployed)[DEPLOYED_BY]?.get(cluster);
}

/** Remembers that a deployment has these clusters: a second one would make a second owner of each of their objects. */
export function markDeployed(fleet: Fleet, clusters: readonly string[], deployment: string): void {
  const known = (fleet as Deployed)[DEPLOYED_BY] ?? new Map<string, string>();
  Object.defineProperty(fleet, DEPLOYED_BY, { value: known, configurable: true });
  clusters.forEach(cluster => known.set(cluster, deployment));
}
