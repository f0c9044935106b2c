import { Mirror } from './artifacts/mirror';
import { checkProps, MAP, MAPS, PropType, TEXTS } from './check-props';
import { isMap } from './collections';
import type { FleetProps } from './fleet-props';
import { refuseOthers } from './refuse-others';

const HUB: PropType = { words: 'a hub, ExistingCluster.hub(...) or ManagedCluster.hub(...)', is: value => isMap(value) && typeof value.bind === 'function' };
const MIRROR: PropType = { words: 'a Mirror, Mirror.registry(\'registry.example.com/mirror\')', is: value => value instanceof Mirror };

/** @throws for props of a fleet that are missing or malformed, and for an accepted overlap without a reason */
export function checkFleetProps(path: string, props: FleetProps): void {
  checkProps(`${path}: `, props, { hub: HUB }, { mirror: MIRROR, addresses: MAP, routingDomains: MAP, acceptedOverlaps: MAPS, lock: MAP, delivery: MAP, secrets: MAP });
  refuseOthers(`${path}: `, props, ['hub', 'addresses', 'routingDomains', 'acceptedOverlaps', 'delivery', 'secrets', 'mirror', 'lock']);
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
