/** Namespace of the operator in every member. Helm charts and the operator's own code fix it. */
export const OPERATOR_NAMESPACE = 'submariner-operator';
/** Namespace at the broker that members exchange their objects in. */
export const BROKER_NAMESPACE = 'submariner-k8s-broker';
/**
 * Namespace at the broker of the accounts of members and of their tokens. The operator of a member lists the Secrets of the broker's namespace, so a
 * token in there would be every member's.
 */
export const ACCOUNTS_NAMESPACE = 'submariner-k8s-broker-accounts';
/** In a member: `token` and `ca.crt`. The operator has mounted it under this name since before it was an option. */
export const BROKER_SECRET = 'submariner-broker-secret';
/** In a member: `psk`. */
export const PSK_SECRET = 'submariner-ipsec-psk';
/** Name of the ServiceAccount of a member at the broker begins with it (submariner-operator v0.19 `pkg/names/names.go`). */
export const ACCOUNT_PREFIX = 'cluster-';
/** What makes a node a gateway. */
export const GATEWAY_LABEL = 'submariner.io/gateway';
/** Where Submariner's project puts its images. */
export const REPOSITORY = 'quay.io/submariner';

/** The account of a member at the broker. */
export function accountOf(clusterId: string): string {
  return ACCOUNT_PREFIX + clusterId;
}

/** Name of the Secret that holds a token of a member at the broker. */
export function tokenSecretOf(clusterId: string, token: string): string {
  return `${accountOf(clusterId)}-token-${token}`;
}
