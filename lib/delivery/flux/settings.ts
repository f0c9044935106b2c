import type { FluxDeliveryProps } from './flux-props';
import type { FluxInstallation } from './registry';

/** Options of the delivery, with every default filled in. */
export interface FluxSettings extends FluxDeliveryProps, FluxInstallation {
  readonly namespace: string;
  readonly form: FluxInstallation['form'];
  readonly objectLevelWorkloadIdentity: boolean;
  readonly path: string;
  readonly interval: string;
  readonly timeout: string;
  readonly clusterRole: string;
  /** Whether what leaves the output is deleted. */
  readonly prune: boolean;
}

export function settingsOf(props: FluxDeliveryProps, prune: boolean): FluxSettings {
  const defaults = {
    namespace: 'flux-system', form: 'hub-and-spoke' as const, objectLevelWorkloadIdentity: false, path: 'dist', interval: '10m', timeout: '5m',
    clusterRole: 'cluster-admin',
  };
  const given = Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as unknown as FluxDeliveryProps;
  return { ...defaults, ...given, prune };
}
