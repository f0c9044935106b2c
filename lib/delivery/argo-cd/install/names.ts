/** Release of Argo CD that is installed. */
export const VERSION = 'v3.5.1';

/** What belongs together under one name: a ServiceAccount, the workload that runs as it, its Services, its NetworkPolicy. */
export type Part =
  'application-controller' | 'applicationset-controller' | 'dex-server' | 'notifications-controller' | 'redis' | 'repo-server' | 'server';

/** All of them, sorted. */
export const PARTS: readonly Part[] = [
  'application-controller', 'applicationset-controller', 'dex-server', 'notifications-controller', 'redis', 'repo-server', 'server',
];

/** ConfigMap of everything that Argo CD reads at run time. */
export const SETTINGS = 'argocd-cm';
/** ConfigMap of what the parts read when they start. */
export const PARAMETERS = 'argocd-cmd-params-cm';
/** ConfigMap of the keys of hosts that repositories are read from by SSH. */
export const KNOWN_HOSTS = 'argocd-ssh-known-hosts-cm';
/** ConfigMap of the certificates of hosts that repositories are read from by HTTPS. */
export const CERTIFICATES = 'argocd-tls-certs-cm';
/** ConfigMap of the keys by which commits are verified. */
export const GPG_KEYS = 'argocd-gpg-keys-cm';
/** ConfigMap of what people are told, and how. */
export const NOTIFICATIONS = 'argocd-notifications-cm';
/** Secret of the services that tell them. */
export const NOTIFICATIONS_SECRET = 'argocd-notifications-secret';

const NAME = 'app.kubernetes.io/name';
/** On every object; Argo CD reads no ConfigMap without it (Argo CD v3.5.1 util/settings/settings.go `initialize`). */
const PART_OF = { 'app.kubernetes.io/part-of': 'argocd' };

/** Name of the objects of a part. */
export function nameOf(part: Part): string {
  return `argocd-${part}`;
}

/** The only label of a part's Pods, by which all selectors find them. */
export function podLabels(part: Part): Readonly<Record<string, string>> {
  return { [NAME]: nameOf(part) };
}

/** The label of everything of Argo CD but its Pods, which have none of it upstream either. */
export function installationLabels(): Readonly<Record<string, string>> {
  return PART_OF;
}

/**
 * Name and labels of an object of one part.
 *
 * @param labelled what its label says that it is called
 */
export function ofPart(component: string, name: string = `argocd-${component}`, labelled: string = name) {
  return { name, labels: { 'app.kubernetes.io/component': component, [NAME]: labelled, ...PART_OF } };
}

/** Name and labels of an object that several parts use. */
export function ofAll(name: string) {
  return { name, labels: { [NAME]: name, ...PART_OF } };
}
