import { addressPlanExhausted } from './address-plan-exhausted';
import { clusterName } from './cluster-name';
import { componentTwice } from './component-twice';
import { componentVersion } from './component-version';
import { conflictingClaims } from './conflicting-claims';
import { deliveryChanged } from './delivery-changed';
import { featureGateMissing } from './feature-gate-missing';
import { fixedValueChanged } from './fixed-value-changed';
import { fleetRenamed } from './fleet-renamed';
import { hubRegion } from './hub-region';
import { kubernetesVersion } from './kubernetes-version';
import { lockConflict } from './lock-conflict';
import { lockedRangeRemoved } from './locked-range-removed';
import { lockedValueChanged } from './locked-value-changed';
import { machinesRemoved } from './machines-removed';
import { memberDisappeared } from './member-disappeared';
import { meshRemoved } from './mesh-removed';
import { meshReservedRange } from './mesh-reserved-range';
import { mirrorImagesUnknown } from './mirror-images-unknown';
import { nodeCapacity } from './node-capacity';
import { nodeMask } from './node-mask';
import { overlappingRanges } from './overlapping-ranges';
import { overlappingRangesInCluster } from './overlapping-ranges-in-cluster';
import { podCapacity } from './pod-capacity';
import { poolBehind } from './pool-behind';
import { providerContract } from './provider-contract';
import { providerUnchecked } from './provider-unchecked';
import { providerVersion } from './provider-version';
import { rangeFamilies } from './range-families';
import { rangeSize } from './range-size';
import { releaseMoved } from './release-moved';
import { releaseOwnedElsewhere } from './release-owned-elsewhere';
import { releaseRemoved } from './release-removed';
import { reservedRange } from './reserved-range';
import { retiredMemberPresent } from './retired-member-present';
import { retiredRange } from './retired-range';
import { Rule } from './rule';
import { secretNameCollision } from './secret-name-collision';
import { specialRange } from './special-range';
import { staleAcceptance } from './stale-acceptance';
import { unknownCluster } from './unknown-cluster';
import { unknownComponent } from './unknown-component';
import { unknownPool } from './unknown-pool';
import { unknownProfile } from './unknown-profile';
import { unknownSubnet } from './unknown-subnet';
import { unsupportedVersion } from './unsupported-version';
import { versionJump } from './version-jump';
import { versionSkew } from './version-skew';
import { Finding, sortFindings } from '../finding';
import { FleetModel } from '../model';

export { Rule, RuleText } from './rule';

/** Every rule, by code. */
export const RULES: readonly Rule[] = [
  addressPlanExhausted,
  clusterName,
  componentTwice,
  componentVersion,
  conflictingClaims,
  deliveryChanged,
  featureGateMissing,
  fixedValueChanged,
  fleetRenamed,
  hubRegion,
  kubernetesVersion,
  lockConflict,
  lockedRangeRemoved,
  lockedValueChanged,
  machinesRemoved,
  memberDisappeared,
  meshRemoved,
  meshReservedRange,
  mirrorImagesUnknown,
  nodeCapacity,
  nodeMask,
  overlappingRanges,
  overlappingRangesInCluster,
  podCapacity,
  poolBehind,
  providerContract,
  providerUnchecked,
  providerVersion,
  rangeFamilies,
  rangeSize,
  releaseMoved,
  releaseOwnedElsewhere,
  releaseRemoved,
  reservedRange,
  retiredMemberPresent,
  retiredRange,
  secretNameCollision,
  specialRange,
  staleAcceptance,
  unknownCluster,
  unknownComponent,
  unknownPool,
  unknownProfile,
  unknownSubnet,
  unsupportedVersion,
  versionJump,
  versionSkew,
];

/** Everything that the rules find in a settled fleet, in an order that does not depend on how the program was written. */
export function checkFleet(model: FleetModel): readonly Finding[] {
  return sortFindings(RULES.flatMap(rule => rule.check(model)));
}
