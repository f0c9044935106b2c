/** Names that become part of file names, chart ids and lock entries: lower-case letters, digits and single dashes, 63 characters at most. */
export const DNS_LABEL = /^(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** Names of namespaces, and of much else in Kubernetes (RFC 1123 label): as `DNS_LABEL`, and dashes may follow each other. */
export const RFC_1123_LABEL = /^(?=.{1,63}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Names of clusters. */
export const CLUSTER_NAME = RFC_1123_LABEL;

/** Order of two texts by code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** API group of an object; empty for the kinds of the core, `v1`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
