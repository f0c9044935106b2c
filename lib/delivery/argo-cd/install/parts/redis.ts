import type { Manifest } from '../../../../fleet';
import { REDIS_PASSWORD } from '../environment';
import { apart, CONFINED, IMAGE, RESTRICTED, UNPRIVILEGED, workload } from '../workload';

const PART = 'redis';

/**
 * A cache: what is in it is made anew when it starts. Its init container makes the Secret `argocd-redis` with a password where there is none; all
 * that use Redis wait for that.
 */
export function redis(namespace: string): Manifest {
  return workload('Deployment', PART, namespace, {
    affinity: apart(PART),
    securityContext: { ...UNPRIVILEGED, runAsUser: 999 },
    initContainers: [{
      name: 'secret-init', image: IMAGE, imagePullPolicy: 'IfNotPresent', command: ['argocd', 'admin', 'redis-initial-password'],
      securityContext: RESTRICTED,
    }],
    containers: [{
      name: 'redis', image: 'public.ecr.aws/docker/library/redis:8.2.3-alpine', imagePullPolicy: 'Always',
      args: ['--save', '', '--appendonly', 'no', '--requirepass $(REDIS_PASSWORD)'], env: [REDIS_PASSWORD], ports: [{ containerPort: 6379 }],
      securityContext: CONFINED,
    }],
  });
}
