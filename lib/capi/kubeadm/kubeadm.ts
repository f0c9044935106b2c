import { Construct } from 'constructs';
import { addControlPlane } from './control-plane';
import { checkFirstFamily } from './families';
import { IMachineProvider } from './machine-provider';
import { nodeMaskOf } from './node-mask';
import { addPool } from './pool';
import { KubeadmControlPlaneProps, KubeadmPoolProps } from './props';
import { Templates } from './templates';
import { KUBEADM_PROVIDERS } from '../cluster-api-providers';
import { BoundInfrastructure, IInfrastructure } from '../infrastructure';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** What kubeadm accepts, whatever the machines are (kubernetes v1.34 `cmd/kubeadm/app/apis/kubeadm/validation`). */
const KUBEADM_LIMITS = [
  { space: 'services', family: 4, shortestPrefix: 12, longestPrefix: 28 },
  { space: 'services', family: 6, shortestPrefix: 108, longestPrefix: 124 },
  { space: 'pods', family: 4, longestPrefix: 28 },
  { space: 'pods', family: 6, longestPrefix: 124 },
] as const;

/** An infrastructure whose clusters kubeadm makes on machines that a provider gives. */
export function kubeadm<Machine>(machines: IMachineProvider<Machine>): IInfrastructure<KubeadmControlPlaneProps<Machine>, KubeadmPoolProps<Machine>> {
  return {
    facts: {
      ...machines.facts,
      providers: [...KUBEADM_PROVIDERS, ...machines.facts.providers],
      rangeLimits: [
        ...KUBEADM_LIMITS.map(limit => ({ ...limit, by: 'kubeadm', source: 'kubernetes v1.34 cmd/kubeadm/app/apis/kubeadm/validation/validation.go' })),
        ...machines.facts.rangeLimits,
      ],
    },
    nodeMask: nodeMaskOf,
    bind: (scope, cluster, controlPlane, pools) => bind(machines, scope, cluster, controlPlane, pools),
  };
}

function bind<Machine>(
  machines: IMachineProvider<Machine>, scope: Construct, cluster: ManagedClusterContext,
  controlPlane: KubeadmControlPlaneProps<Machine>, pools: Readonly<Record<string, KubeadmPoolProps<Machine>>>,
): BoundInfrastructure {
  checkFirstFamily(cluster);
  const infrastructureRef = machines.bindCluster(scope, cluster);
  const templates = new Templates();
  const controlPlaneRef = addControlPlane(new Construct(scope, 'control-plane'), { machines, cluster, props: controlPlane, templates });
  for (const [name, props] of Object.entries(pools)) {
    addPool(new Construct(scope, `pool-${name}`), { machines, cluster, name, props, templates });
  }
  return { infrastructureRef, controlPlaneRef, cloudController: machines.cloudController, storage: machines.storage };
}
