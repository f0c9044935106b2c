import { Construct } from 'constructs';
import { checkNumberOrPercentage } from './checks';
import { HealthCheck } from './props';
import { MachineHealthCheck } from '../../../imports/capi';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** What a MachineHealthCheck is made from. */
export interface HealthCheckParts {
  /** Path of the control plane or pool, for messages. */
  readonly path: string;
  readonly cluster: ManagedClusterContext;
  readonly name: string;
  readonly healthCheck: HealthCheck | false | undefined;
  /** How many machines there are at most. */
  readonly largest: number;
  /** Labels of the machines; those of two checks must never select the same machine. */
  readonly selector: Readonly<Record<string, string>>;
}

/** A MachineHealthCheck, unless it is switched off. */
export function addHealthCheck(scope: Construct, { path, cluster, name, healthCheck, largest, selector }: HealthCheckParts): void {
  if (healthCheck === false) {
    return;
  }
  const { unhealthyAfterSeconds = 300, startupTimeoutSeconds = 600, maxUnhealthy = defaultMaxUnhealthy(largest) } = healthCheck ?? {};
  if (startupTimeoutSeconds !== 0 && startupTimeoutSeconds < 30) {
    throw new Error(`${path}.healthCheck.startupTimeoutSeconds: write 0 (no limit) or at least 30, got ${startupTimeoutSeconds}`);
  }
  checkNumberOrPercentage(`${path}.healthCheck.maxUnhealthy`, maxUnhealthy);
  new MachineHealthCheck(scope, 'HealthCheck', {
    metadata: { name, namespace: cluster.namespace, labels: { ...cluster.labels } },
    spec: {
      clusterName: cluster.name,
      selector: { matchLabels: { ...selector } },
      checks: {
        nodeStartupTimeoutSeconds: startupTimeoutSeconds,
        unhealthyNodeConditions: ['False', 'Unknown'].map(status => ({ type: 'Ready', status, timeoutSeconds: unhealthyAfterSeconds })),
      },
      remediation: { triggerIf: { unhealthyLessThanOrEqualTo: maxUnhealthy } },
    },
  });
}

/** Cluster API v1.14 rounds a percentage down (`machinehealthcheck_controller.go`): 40 % of one or two machines are none, and none would go. */
function defaultMaxUnhealthy(largest: number): number | string {
  return largest < 3 ? 1 : '40%';
}
