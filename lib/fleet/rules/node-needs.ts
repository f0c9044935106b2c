import { NodeGroup } from '../model';
import { compareText } from '../names';

/** How many machines groups can have at once: as large as they grow, in the middle of a rollout. */
export function machinesOf(groups: readonly NodeGroup[]): number {
  return groups.reduce((sum, group) => sum + group.largest + group.surge, 0);
}

/** The parts of that sum: `control-plane 3 + 1, workers 5 + 1`. */
export function showNeeds(groups: readonly NodeGroup[]): string {
  return [...groups].sort((a, b) => compareText(a.name, b.name)).map(group => `${group.name} ${group.largest} + ${group.surge}`).join(', ');
}
