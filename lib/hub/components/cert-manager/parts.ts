/** Release of cert-manager that is installed. */
export const VERSION = 'v1.21.1';

/** Namespace of everything that has one, but for the locks by which replicas agree on who works. */
export const NAMESPACE = 'cert-manager';

/** A program of cert-manager. */
export interface Part {
  /** Name of its Deployment, Service and ServiceAccount. */
  readonly name: string;
  /** What its labels call it. */
  readonly app: string;
  /** What it is, at the end of the name of its image too. */
  readonly component: 'controller' | 'cainjector' | 'webhook';
}

/** Issues certificates. */
export const CONTROLLER: Part = { name: 'cert-manager', app: 'cert-manager', component: 'controller' };

/** Writes authorities into webhooks, APIServices and definitions that ask for one by annotation. */
export const CAINJECTOR: Part = { name: 'cert-manager-cainjector', app: 'cainjector', component: 'cainjector' };

/** Validates objects, and sets who has asked for a certificate. */
export const WEBHOOK: Part = { name: 'cert-manager-webhook', app: 'webhook', component: 'webhook' };

/** All programs. */
export const PARTS = [CAINJECTOR, CONTROLLER, WEBHOOK] as const;

/** What names an object of a part, and finds it: `kubectl get pods -l app=cert-manager` is in many instructions. */
export function metadataOf(part: Part, name = part.name) {
  return { name, labels: { 'app': part.app, ...selectorOf(part), 'app.kubernetes.io/version': VERSION } };
}

/** The labels by which the Pods of a part are found. */
export function selectorOf({ app, component }: Part) {
  return { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': 'cert-manager', 'app.kubernetes.io/component': component };
}
