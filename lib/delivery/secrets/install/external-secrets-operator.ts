import { deployments } from './deployments';
import { COMPONENT, metadataOf, NAMESPACE, PARTS, VERSION } from './parts';
import { roles } from './roles';
import { certificateSecret, webhookConfigurations, webhookService } from './webhook';
import { definitionsOf } from '../../../../imports/definitions';
import type { Manifest } from '../../../fleet';
import type { ManifestComponent } from '../../../fleet/component';

/**
 * The External Secrets Operator v2.9.0, one replica of each program: what its Helm chart installs.
 *
 * SecretStores and ExternalSecrets are refused until its webhook has a certificate and the API server knows the authority of it. The Deployment
 * `external-secrets-cert-controller` is available from then on.
 */
export function externalSecretsOperator(): ManifestComponent {
  return {
    type: 'manifests', name: 'external-secrets', version: VERSION, phase: 'secrets',
    namespace: NAMESPACE,
    serves: ['external-secrets.io', 'generators.external-secrets.io'],
    charts: ['external-secrets'],
    // The first with the API version `v1`.
    oldest: 'v0.16.0',
    kubernetesVersions: {
      oldest: '1.33', newest: '1.36', by: 'External Secrets v2.9',
      // Its tests run in the oldest one, its releases name the newest one only.
      source: 'external-secrets v2.9.0 e2e/Makefile and docs/introduction/stability-support.md of its chart 2.9.0',
    },
    definitions,
    objects: () => [...accounts(), certificateSecret(), ...roles(), webhookService(), ...deployments(), ...webhookConfigurations()],
  };
}

/**
 * The certificate controller makes the certificate of the webhook when it sees the first of its definitions, and it sees those with the label only
 * (external-secrets v2.9.0 cmd/controller/certcontroller.go, pkg/controllers/crds).
 */
function definitions(): readonly Manifest[] {
  return definitionsOf('external-secrets').map(definition => ({
    ...definition, metadata: { ...definition.metadata, labels: { ...definition.metadata.labels, [COMPONENT]: 'controller' } },
  }));
}

function accounts(): readonly Manifest[] {
  return PARTS.map(part => ({
    apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadataOf(part), namespace: NAMESPACE },
  }));
}
