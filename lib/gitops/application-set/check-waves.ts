import { ApplicationSetFleetProps } from './props';
import { WAVE_LABEL } from './waves';
import { checkProps, PropType, TEXT } from '../../fleet/check-props';
import { isLabelValue } from '../../fleet/label';

const MAX_UPDATE: PropType = {
  words: "a whole number, or a percentage as text, '10%'",
  is: value => (Number.isInteger(value) && (value as number) >= 0) || (typeof value === 'string' && /^(\d{1,2}|100)%$/.test(value)),
};

/** Parts of `spec.syncPolicy` that a RollingSync needs to change. */
const AUTOMATED = /^\/spec(\/syncPolicy(\/automated(\/enabled)?)?)?\/?$|^\.spec(\.syncPolicy(\.automated(\.enabled)?)?)?$/;

/** @throws for malformed waves, and for what does not go together with them */
export function checkWaves(path: string, props: ApplicationSetFleetProps, selection: Readonly<Record<string, PropType>>): void {
  const { waves } = props;
  if (waves === undefined) {
    checkNoWaves(path, props);
    return;
  }
  if (waves.length === 0) {
    throw new Error(`${path}: waves: write at least one, or leave waves out to update all clusters at once`);
  }
  waves.forEach((wave, i) => {
    checkProps(`${path}: waves[${i}].`, wave, { name: TEXT }, { ...selection, maxUpdate: MAX_UPDATE });
    if (!isLabelValue(wave.name)) {
      throw new Error(`${path}: waves[${i}].name: '${wave.name}' becomes the value of a label; write letters, digits, '-', '_' and '.', 63 at most`);
    }
    if (waves.findIndex(other => other.name === wave.name) < i) {
      throw new Error(`${path}: waves: two are called '${wave.name}'; write one, or another name`);
    }
  });
  if (WAVE_LABEL in (props.labels ?? {})) {
    throw new Error(`${path}: labels: '${WAVE_LABEL}' says which wave an Application is in and is written by waves; leave it out`);
  }
  if (props.deletionOrder === 'Reverse' && !['sync', 'create-delete'].includes(props.applicationsSync ?? '')) {
    throw new Error(`${path}: deletionOrder: Reverse deletes the Applications one wave after the other, and applicationsSync (${props.applicationsSync ?? 'create-update'})`
      + ' keeps them; write applicationsSync: \'sync\', or leave deletionOrder out');
  }
  const ignored = (props.ignoreApplicationDifferences ?? [])
    .flatMap(({ jsonPointers = [], jqPathExpressions = [] }) => [...jsonPointers, ...jqPathExpressions]).find(field => AUTOMATED.test(field));
  if (ignored !== undefined) {
    throw new Error(`${path}: ignoreApplicationDifferences: waves are kept by switching spec.syncPolicy.automated off in the Applications, and the controller would`
      + ` leave '${ignored}' as it is; leave it out`);
  }
}

function checkNoWaves(path: string, { deletionOrder }: ApplicationSetFleetProps): void {
  if (deletionOrder === 'Reverse') {
    throw new Error(`${path}: deletionOrder: Reverse is the reverse order of the waves; write waves, or leave it out`);
  }
}
