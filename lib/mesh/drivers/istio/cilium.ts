import type { IstioSettings } from './settings';
import type { Fleet } from '../../../fleet';

/** Name of the release of Cilium, wherever it is installed from. */
export const CILIUM = 'cilium';

/**
 * What Istio needs of a Cilium beneath it (istio 1.30 operator/pkg/apis/validation): that it leaves connections of pods to the proxies, that it does
 * not take the place of other CNI plug-ins, and for ambient that probes of kubelets keep their address.
 */
export function ciliumValues({ cni, form }: Pick<IstioSettings, 'cni' | 'form'>): Readonly<Record<string, unknown>> {
  return {
    socketLB: { hostNamespaceOnly: true },
    ...(cni && { cni: { exclusive: false } }),
    ...(form === 'ambient' && { bpf: { masquerade: false } }),
  };
}

/** Asks a Cilium of the cluster for them, if there is one. */
export function askCilium(fleet: Fleet, path: string, cluster: string, settings: IstioSettings): void {
  fleet.claim({ type: 'release-values', cluster, path, release: CILIUM, values: ciliumValues(settings), ifInstalled: true });
}
