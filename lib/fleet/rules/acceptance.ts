import { FleetModel } from '../model';

/** Answers whether an overlap of two parties, named as in `acceptedOverlaps`, is accepted; the order of the two does not matter. */
export function acceptanceOf(model: FleetModel): (a: string, b: string) => boolean {
  const accepted = new Set(model.acceptedOverlaps.map(({ between: [a, b] }) => keyOf(a, b)));
  return (a, b) => accepted.has(keyOf(a, b));
}

function keyOf(a: string, b: string): string {
  return JSON.stringify([a, b].sort());
}
