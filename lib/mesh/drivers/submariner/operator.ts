import { OPERATOR_NAMESPACE } from './names';
import type { SubmarinerMember } from './props';
import type { Manifest } from '../../../fleet';

const NAME = 'submariner-operator';
const SELECTOR = { 'control-plane': NAME };

/** The operator's Deployment (submariner-operator v0.19 `config/manager/manager.yaml`; `--leader-elect` as in the bundles from 0.20 on). */
export function operatorDeployment(image: string, { nodeSelector, tolerations }: Pick<Partial<SubmarinerMember>, 'nodeSelector' | 'tolerations'>): Manifest {
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: NAME, namespace: OPERATOR_NAMESPACE, labels: SELECTOR },
    spec: {
      replicas: 1,
      selector: { matchLabels: SELECTOR },
      template: {
        metadata: { labels: SELECTOR, annotations: { 'kubectl.kubernetes.io/default-container': NAME } },
        spec: {
          serviceAccountName: NAME,
          terminationGracePeriodSeconds: 10,
          ...(nodeSelector && { nodeSelector }),
          ...(tolerations && { tolerations }),
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [{
            name: NAME, image, imagePullPolicy: 'IfNotPresent',
            command: [NAME], args: ['--leader-elect'],
            env: [
              // Without it the operator does not start.
              { name: 'WATCH_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
              { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
              { name: 'OPERATOR_NAME', value: NAME },
            ],
            resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            livenessProbe: probe('/healthz', 15),
            readinessProbe: probe('/readyz', 5),
          }],
        },
      },
    },
  };
}

/** Port 8081 is where it answers unless told otherwise (submariner-operator v0.19 `main.go`). */
function probe(path: string, initialDelaySeconds: number): object {
  return { httpGet: { path, port: 8081 }, initialDelaySeconds, periodSeconds: 10 };
}
