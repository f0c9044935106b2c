/** Release of the External Secrets Operator that is installed. */
export const VERSION = 'v2.9.0';

/** Namespace of everything that has one. */
export const NAMESPACE = 'external-secrets';

/** Label by which the programs find what is theirs: definitions, webhook configurations and the Secret of the webhook. */
export const COMPONENT = 'external-secrets.io/component';

/** Makes Secrets. */
export const CONTROLLER = 'external-secrets';

/** Makes the certificate of the webhook, and tells the API server its authority. */
export const CERT_CONTROLLER = 'external-secrets-cert-controller';

/** Validates objects; its Service and the Secret with its certificate have its name as well. */
export const WEBHOOK = 'external-secrets-webhook';

/** The names of all programs, of their Deployments and their ServiceAccounts. */
export const PARTS = [CERT_CONTROLLER, CONTROLLER, WEBHOOK] as const;

/** Name of a program. */
export type Part = typeof PARTS[number];

/** What names an object of a part. */
export function metadataOf(part: Part, name: string = part) {
  return { name, labels: { ...selectorOf(part), 'app.kubernetes.io/version': VERSION } };
}

/** The labels by which the Pods of a part are found. */
export function selectorOf(part: Part) {
  return { 'app.kubernetes.io/name': part, 'app.kubernetes.io/instance': 'external-secrets' };
}
