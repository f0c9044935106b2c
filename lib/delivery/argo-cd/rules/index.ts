import { argoApplicationName } from './argo-application-name';
import { argoDestinationNotPermitted } from './argo-destination-not-permitted';
import { argoObjectNotPermitted } from './argo-object-not-permitted';
import { argoSharedObjects } from './argo-shared-objects';
import { argoSourceNotPermitted } from './argo-source-not-permitted';
import { argoUnknownProject } from './argo-unknown-project';
import { argoUnsupportedVersion } from './argo-unsupported-version';
import { ArgoCdRule } from './rule';

export { ArgoCdRule } from './rule';

/** The rules about what a fleet declares for Argo CD, by code. */
export const ARGO_CD_RULES: readonly ArgoCdRule[] = [
  argoApplicationName,
  argoDestinationNotPermitted,
  argoObjectNotPermitted,
  argoSharedObjects,
  argoSourceNotPermitted,
  argoUnknownProject,
  argoUnsupportedVersion,
];
