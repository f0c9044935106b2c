import type { RuleText } from '../../fleet';

/** Objects of Globalnet in a cluster without it. */
export const GLOBALNET_MISSING: RuleText = {
  code: 'globalnet-missing',
  severity: 'error',
  summary: 'A global address is asked for in a cluster that is a member of no mesh with Globalnet.',
  why: 'The controller that hands such addresses out runs only in members of a mesh with Globalnet. Elsewhere the object stays as it is, and nothing says so.',
  fix: 'Switch `globalnet` on in the mesh of the cluster, or remove the object.',
};

/** What the objects of Globalnet find, by code. */
export const GLOBALNET_RULES: readonly RuleText[] = [GLOBALNET_MISSING];
