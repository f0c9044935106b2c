import { NAMESPACE, VERSION } from './cert-manager/parts';
import { roles } from './cert-manager/roles';
import { webhooks } from './cert-manager/webhooks';
import { accounts, deployments, services } from './cert-manager/workloads';
import { definitionsOf } from '../../../imports/definitions';
import type { ManifestComponent } from '../../fleet/component';

/**
 * cert-manager v1.21.1, one replica of each program: what upstream's `cert-manager.yaml` installs.
 *
 * Objects of its kinds are refused until its webhook runs and cainjector has written the authority of the webhook's certificate into the webhook
 * configurations, some seconds after the Deployments are available. Its leases lie in kube-system.
 */
export function certManager(): ManifestComponent {
  return {
    type: 'manifests', name: 'cert-manager', version: VERSION, phase: 'certificates',
    namespace: NAMESPACE,
    serves: ['cert-manager.io', 'acme.cert-manager.io'],
    charts: ['cert-manager'],
    // The first with the API version `v1`.
    oldest: 'v1.0.0',
    // The clusters that its end-to-end tests can be run in.
    kubernetesVersions: { oldest: '1.33', newest: '1.36', by: 'cert-manager v1.21', source: 'cert-manager v1.21.1 make/kind_images.sh' },
    definitions: () => definitionsOf('cert-manager'),
    objects: context => [...accounts(), ...roles(), ...services(), ...deployments(context), ...webhooks()],
  };
}
