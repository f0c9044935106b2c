import type { RuleText } from '../../fleet';

/** A policy about pods that never come. */
export const CILIUM_POLICY_NOT_JOINED: RuleText = {
  code: 'cilium-policy-not-joined',
  severity: 'error',
  summary: 'A policy of Cilium names pods of a cluster that is in no Cilium mesh with the cluster of the policy.',
  why: 'Cilium knows pods of other clusters by what members of the mesh tell each other. Calls of any other cluster come from an address outside, which the policy does not '
    + 'let in, and nothing says so.',
  fix: 'Join the two with `CiliumClusterMesh.fullMesh`, or correct the cluster.',
};

/** What policies of Cilium find, by code. */
export const CILIUM_POLICY_RULES: readonly RuleText[] = [CILIUM_POLICY_NOT_JOINED];
