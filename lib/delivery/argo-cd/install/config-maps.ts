import { knownHosts } from './known-hosts';
import { CERTIFICATES, GPG_KEYS, KNOWN_HOSTS, NOTIFICATIONS, NOTIFICATIONS_SECRET, ofAll, ofPart, PARAMETERS, SETTINGS } from './names';
import { providerHealth } from './provider-health';
import { quietResources } from './quiet-resources';
import type { Manifest } from '../../../fleet';

/**
 * What the output of this library needs, and Argo CD leaves off: without it all clusters of an ApplicationSet are updated at once, whatever its waves
 * say (Argo CD v3.5.1 docs/operator-manual/applicationset/Progressive-Syncs.md). Controllers read it when they start.
 */
const NEEDED_PARAMETERS = { 'applicationsetcontroller.enable.progressive.syncs': 'true' };

/**
 * The ConfigMaps and Secrets of Argo CD (Argo CD v3.5.1 manifests/base/config, manifests/base/notification).
 *
 * They hold only what is said here. Other keys are those of people and of Argo CD itself: server-side apply leaves them alone. Into `argocd-secret`
 * Argo CD puts the hash of the administrator's password, its certificate, and the key of its sessions when it first starts.
 *
 * @param sshKnownHosts lines for further hosts
 */
export function configuration(namespace: string, sshKnownHosts: readonly string[]): readonly Manifest[] {
  const configMap = (metadata: ReturnType<typeof ofAll>, data?: Readonly<Record<string, string>>): Manifest =>
    ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, namespace }, ...(data && { data }) });
  const secret = (metadata: ReturnType<typeof ofAll>): Manifest =>
    ({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata: { ...metadata, namespace } });
  const ofNotifications = (name: string) => ofPart('notifications-controller', name, 'argocd-notifications-controller');
  return [
    configMap(ofAll(SETTINGS), { ...quietResources(), ...providerHealth() }),
    configMap(ofAll(PARAMETERS), NEEDED_PARAMETERS),
    configMap(ofAll(GPG_KEYS)),
    configMap(ofNotifications(NOTIFICATIONS)),
    configMap(ofAll('argocd-rbac-cm')),
    configMap(ofAll(KNOWN_HOSTS), { ssh_known_hosts: knownHosts(sshKnownHosts) }),
    configMap(ofAll(CERTIFICATES)),
    secret(ofNotifications(NOTIFICATIONS_SECRET)),
    secret(ofAll('argocd-secret')),
  ];
}
