import { RuleText } from '../../fleet';

/** A store that a cluster is said not to reach. */
export const SECRET_STORE_REGION: RuleText = {
  code: 'secret-store-region',
  severity: 'warning',
  summary: 'A cluster takes values from a secret store, and lies in a region from which the store is not reached.',
  why: 'The operator tries again and again, and the Secret is never made: what reads it waits. Nothing but a condition of the ExternalSecret says so.',
  fix: 'Open a way to the store and add the region to `storeRegions`, or use a store that the cluster reaches.',
};

/** What External Secrets finds, by code. */
export const EXTERNAL_SECRETS_RULES: readonly RuleText[] = [SECRET_STORE_REGION];
