import { applicationSetEmpty } from './application-set-empty';
import { applicationSetMoved } from './application-set-moved';
import { applicationSetNoMember } from './application-set-no-member';
import { applicationSetSize } from './application-set-size';
import { applicationSetUnknownCluster } from './application-set-unknown-cluster';
import { applicationSetValue } from './application-set-value';
import { applicationSetWaveEmpty } from './application-set-wave-empty';
import { applicationSetWaves } from './application-set-waves';
import { applicationSetWavesDivided } from './application-set-waves-divided';
import { ApplicationSetRule } from './rule';

export { ApplicationSetRule, SettledApplication } from './rule';

/** The rules about each `ApplicationSetFleet`, by code. */
export const APPLICATION_SET_RULES: readonly ApplicationSetRule[] = [
  applicationSetEmpty,
  applicationSetMoved,
  applicationSetNoMember,
  applicationSetSize,
  applicationSetUnknownCluster,
  applicationSetValue,
  applicationSetWaveEmpty,
  applicationSetWaves,
  applicationSetWavesDivided,
];
