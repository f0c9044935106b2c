import { FAULT_RULES } from './faults';
import { fluxAccessUnknown } from './flux-access-unknown';
import { fluxDependencyCycle } from './flux-dependency-cycle';
import { fluxDependencyMissing } from './flux-dependency-missing';
import { fluxInventorySize } from './flux-inventory-size';
import { fluxKubernetesVersion } from './flux-kubernetes-version';
import { fluxKustomizationFile } from './flux-kustomization-file';
import { fluxObjectsInMember } from './flux-objects-in-member';
import { fluxRolesDiffer } from './flux-roles-differ';
import { FluxRule } from './rule';
import { compareText } from '../../../fleet/names';

export { FluxRule } from './rule';

/** The rules about what a fleet declares for Flux, by code. */
export const FLUX_RULES: readonly FluxRule[] = [
  fluxAccessUnknown, fluxDependencyCycle, fluxDependencyMissing, fluxInventorySize, fluxKubernetesVersion, fluxKustomizationFile,
  fluxObjectsInMember, fluxRolesDiffer, ...FAULT_RULES,
].sort((a, b) => compareText(a.code, b.code));
