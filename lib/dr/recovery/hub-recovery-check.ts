import type { HubRecoveryProps } from './hub-recovery-props';
import { Fleet } from '../../fleet';
import { checkProps, LABEL, PropType, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';
import { VELERO_PROPS } from '../check-velero-props';
import { CLUSTERS, VELERO } from '../check-velero-schedule-props';
import { checkGoDuration } from '../duration';
import type { VeleroSchedule } from '../velero-schedule';

/** The Schedule adds the name of the hub to it. */
const LONGEST_NAME = 40;

const ANYTHING: PropType = { words: 'an option', is: () => true };
const OWN: Readonly<Record<string, PropType>> = {
  schedule: TEXT, ttl: TEXT, backupLabels: TEXT_MAP, storageLocation: TEXT, velero: VELERO, name: LABEL, namespaces: TEXTS, resources: TEXTS,
  unpauseOrder: CLUSTERS, recoveryTimeObjective: TEXT,
};

/** @throws for the first prop that is wrong, as far as the call alone shows it; those of Velero and of the backup are checked where they are used */
export function checkHubRecovery(path: string, fleet: Fleet, name: string, props: HubRecoveryProps): void {
  const where = `${path}: `;
  checkProps(where, props, {}, { ...OWN, ...Object.fromEntries(VELERO_PROPS.map(prop => [prop, ANYTHING])) });
  refuseOthers(where, props, [...Object.keys(OWN), ...VELERO_PROPS]);
  if (!LABEL.is(name) || name.length > LONGEST_NAME) {
    throw new Error(`${where}name: write lower-case letters, digits and dashes, ${LONGEST_NAME} at most, got '${name}'`);
  }
  checkGoDuration(`${where}recoveryTimeObjective`, props.recoveryTimeObjective);
  const order = props.unpauseOrder ?? [];
  const wrong = order.find((cluster, i) => Fleet.of(cluster) !== fleet || cluster === fleet.hub || order.indexOf(cluster) < i);
  if (wrong !== undefined) {
    const why = wrong === fleet.hub ? 'is the hub, which is not restored' : Fleet.of(wrong) === fleet ? 'is there twice' : 'is a cluster of another fleet';
    throw new Error(`${where}unpauseOrder: ${wrong.node.path} ${why}; write members of fleet '${fleet.node.id}', each once`);
  }
  if (fleet.chartsOf(fleet.hub.name).some(({ unit }) => unit === unitOf(name))) {
    throw new Error(`${where}name: something else restores the hub in unit '${unitOf(name)}' already; write another name`);
  }
}

/** The unit of the hub that holds what is applied to a new one, and that no delivery reads. */
export function unitOf(name: string): string {
  return `restore-${name}`;
}

/** @throws when the hub keeps its backups itself */
export function checkOutside(path: string, fleet: Fleet, schedule: VeleroSchedule): void {
  const { storage } = schedule.declaredFor(fleet.hub);
  const address = Object.values(storage.configFor(fleet.hub)).find(value => /^https?:\/\/[^/:]+\.svc(\.|:|\/|$)/.test(value));
  if (address !== undefined) {
    throw new Error(`${path}: storage: '${address}' is a Service inside of the hub, and is gone when the hub is; write a store outside of it, in another region where there is one`);
  }
}
