import { clusterLabel } from './cluster-label';
import { clusterName } from './cluster-name';
import { sameApiServer } from './same-api-server';
import { Fleet, Rule } from '../../../../fleet';

/** The rules about members that are registered with the Argo CD of the hub, by code. */
export const REGISTRATION_RULES: readonly Rule[] = [clusterLabel, clusterName, sameApiServer];

const checked = new WeakSet<Fleet>();

/** Has a fleet run the rules of registration; once, however often it is called. */
export function checkRegistrations(fleet: Fleet): void {
  if (!checked.has(fleet)) {
    checked.add(fleet);
    fleet.addCheck(model => REGISTRATION_RULES.flatMap(rule => rule.check(model)));
  }
}
