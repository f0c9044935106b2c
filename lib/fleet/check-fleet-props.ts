import { checkProps, MAP, MAPS, TEXTS } from './check-props';
import type { FleetProps } from './fleet-props';

/** @throws for props of a fleet that are missing or malformed, and for an accepted overlap without a reason */
export function checkFleetProps(path: string, props: FleetProps): void {
  checkProps(`${path}: `, props, { hub: MAP }, { addresses: MAP, routingDomains: MAP, acceptedOverlaps: MAPS, lock: MAP, delivery: MAP, secrets: MAP });
  const domains = props.routingDomains ?? {};
  checkProps(`${path}: routingDomains.`, domains, Object.fromEntries(Object.keys(domains).map(name => [name, TEXTS])));
  (props.acceptedOverlaps ?? []).forEach(({ between, reason }, i) => {
    if (!TEXTS.is(between) || between.length !== 2) {
      throw new Error(`${path}: acceptedOverlaps[${i}].between: write the two parties as ['<cluster> <range>', '<cluster> <range>']`);
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      throw new Error(`${path}: acceptedOverlaps: '${between.join("' and '")}' has no reason; write why the overlap does no harm`);
    }
  });
}
