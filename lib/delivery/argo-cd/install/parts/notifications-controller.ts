import type { Manifest } from '../../../../fleet';
import { APPLICATION_NAMESPACES, fromParameters, logging, REPO_SERVER_TLS, sameName } from '../environment';
import { mounts, repoServerMutualTls, repoServerTls, TLS, volumes } from '../storage';
import { CONFINED, container, UNPRIVILEGED, workload } from '../workload';

const PART = 'notifications-controller';
const PREFIX = 'notificationscontroller';
const STORAGE = [TLS, repoServerTls(), repoServerMutualTls('client')];

/** Tells people about Applications; it does nothing until `argocd-notifications-cm` says of what. */
export function notificationsController(namespace: string): Manifest {
  return workload('Deployment', PART, namespace, {
    securityContext: UNPRIVILEGED,
    containers: [container(PART, {
      args: ['/usr/local/bin/argocd-notifications'], workingDir: '/app', securityContext: CONFINED, volumeMounts: mounts(STORAGE),
      env: fromParameters(
        logging('ARGOCD_NOTIFICATIONS_CONTROLLER', PREFIX), APPLICATION_NAMESPACES,
        sameName('ARGOCD_NOTIFICATION_CONTROLLER', PREFIX, ['processors.count', ...REPO_SERVER_TLS]),
        { ARGOCD_NOTIFICATION_CONTROLLER_SELF_SERVICE_NOTIFICATION_ENABLED: 'notificationscontroller.selfservice.enabled' },
      ),
      livenessProbe: { tcpSocket: { port: 9001 } },
    })],
    volumes: volumes(STORAGE),
    // Two of them would both tell everything.
  }, { strategy: { type: 'Recreate' } });
}
