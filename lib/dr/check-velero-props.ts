import { BackupStorage } from './storage/backup-storage';
import { SnapshotLocation } from './storage/snapshot-location';
import type { VeleroProps } from './velero-props';
import { checkLabel, checkProps, FLAG, LABEL, MAP, PropType, TEXT } from '../fleet/check-props';
import { refuseOthers } from '../fleet/refuse-others';

const STORAGE = eachCluster('a BackupStorage, a list of them, or a function that gives them for a cluster', value => value instanceof BackupStorage);
const OPTIONAL: Readonly<Record<string, PropType>> = {
  snapshotLocations: eachCluster('a SnapshotLocation, a list of them, or a function that gives them for a cluster', value => value instanceof SnapshotLocation),
  volumeSnapshotClass: eachCluster('{ driver }, a list of such options, or a function that gives them for a cluster', MAP.is),
  csi: FLAG, nodeAgent: FLAG, repositoryPassword: MAP, version: TEXT, namespace: LABEL, installedBy: TEXT, values: MAP,
};

/** The props of a Velero. */
export const VELERO_PROPS: readonly string[] = ['storage', ...Object.keys(OPTIONAL)];

/** @throws for the first prop that is wrong */
export function checkVeleroProps(path: string, props: VeleroProps): void {
  checkProps(`${path}: `, props, { storage: STORAGE }, OPTIONAL);
  refuseOthers(`${path}: `, props, VELERO_PROPS);
  checkLabel(`${path}: namespace`, props.namespace ?? 'velero');
  if (props.repositoryPassword !== undefined) {
    checkProps(`${path}: repositoryPassword.`, props.repositoryPassword, { key: TEXT }, { property: TEXT });
    refuseOthers(`${path}: repositoryPassword.`, props.repositoryPassword, ['key', 'property']);
  }
  const given = (['version', 'values'] as const).filter(prop => props[prop] !== undefined);
  if (props.installedBy !== undefined && given.length > 0) {
    throw new Error(`${path}: ${given.join(', ')}: ${props.installedBy} installs Velero, so that nothing here reads that: remove it, or installedBy`);
  }
}

function eachCluster(words: string, isOne: (value: unknown) => boolean): PropType {
  return { words, is: value => typeof value === 'function' || isOne(value) || (Array.isArray(value) && value.length > 0 && value.every(isOne)) };
}
