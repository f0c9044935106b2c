import { metadataOf, NAMESPACE, WEBHOOK } from './parts';
import { WEBHOOK_AUTHORITY } from './roles';
import type { Manifest } from '../../../fleet';

/** Where the API server asks the webhook (cert-manager v1.21.1 deploy/charts/cert-manager/templates/webhook-*-webhook.yaml). */
export function webhooks(): readonly Manifest[] {
  return [
    configuration('Mutating', '/mutate', {
      rules: [{ apiGroups: ['cert-manager.io'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['certificaterequests'] }],
    }),
    configuration('Validating', '/validate', {
      namespaceSelector: { matchExpressions: [{ key: 'cert-manager.io/disable-validation', operator: 'NotIn', values: ['true'] }] },
      rules: [{
        apiGroups: ['cert-manager.io', 'acme.cert-manager.io'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['*/*'],
      }],
    }),
  ];
}

function configuration(does: 'Mutating' | 'Validating', path: string, what: object): Manifest {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1', kind: `${does}WebhookConfiguration`,
    // Cainjector writes the authority here; until then every request that falls under the rules is refused.
    metadata: { ...metadataOf(WEBHOOK), annotations: { 'cert-manager.io/inject-ca-from-secret': `${NAMESPACE}/${WEBHOOK_AUTHORITY}` } },
    webhooks: [{
      name: 'webhook.cert-manager.io',
      ...what,
      clientConfig: { service: { name: WEBHOOK.name, namespace: NAMESPACE, path } },
      admissionReviewVersions: ['v1'], failurePolicy: 'Fail', matchPolicy: 'Equivalent', sideEffects: 'None', timeoutSeconds: 30,
    }],
  };
}
