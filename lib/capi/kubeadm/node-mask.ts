import { KubeadmControlPlaneProps } from './props';
import { NodeMask } from '../../fleet';

/** What the controller manager does without flags (kubernetes v1.34 `cmd/kube-controller-manager/app/core.go`). */
const DEFAULT: NodeMask = { ipv4: 24, ipv6: 64 };

/** How a control plane divides pod ranges among nodes, whether it says so in `nodeMask` or in flags; undefined when it is told not to. */
export function nodeMaskOf(controlPlane: Pick<KubeadmControlPlaneProps<unknown>, 'nodeMask' | 'controllerManagerArgs'>): NodeMask | undefined {
  const { nodeMask } = controlPlane;
  const controllerManagerArgs = controlPlane.controllerManagerArgs ?? {};
  if (controllerManagerArgs['allocate-node-cidrs'] === 'false') {
    return undefined;
  }
  const flag = (family: 'ipv4' | 'ipv6') => {
    const text = controllerManagerArgs[`node-cidr-mask-size-${family}`] ?? controllerManagerArgs['node-cidr-mask-size'];
    return text === undefined || !/^\d+$/.test(text) ? undefined : Number(text);
  };
  return { ipv4: nodeMask?.ipv4 ?? flag('ipv4') ?? DEFAULT.ipv4, ipv6: nodeMask?.ipv6 ?? flag('ipv6') ?? DEFAULT.ipv6 };
}
