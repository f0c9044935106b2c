import * as pulumi from '@pulumi/pulumi';
import { KubeconfigSecret } from './fleet-deployment-args';
import type { FleetModel } from '../fleet';

/** The Secrets on the hub that hold kubeconfigs, by cluster. */
export function kubeconfigSecrets({ clusters }: FleetModel): Readonly<Record<string, KubeconfigSecret>> {
  return Object.fromEntries(clusters.flatMap(({ name, access }) => (access?.type !== 'kubeconfig' ? []
    : [[name, { namespace: access.namespace, name: access.name, key: access.key ?? 'value' }] as const])));
}

/**
 * The kubeconfig in a Secret.
 *
 * @param data of the Secret, in base64
 * @param secret what the message calls it
 * @throws when it is not there
 */
export function kubeconfigIn(data: Readonly<Record<string, string>> | undefined, key: string, secret: string): string {
  const value = data?.[key];
  if (value === undefined) {
    throw new pulumi.RunError(`Secret ${secret} on the hub has no key '${key}' with a kubeconfig; it has ${Object.keys(data ?? {}).join(', ') || 'none'}`);
  }
  return Buffer.from(value, 'base64').toString('utf8');
}
